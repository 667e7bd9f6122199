package dev.clutch.host;

import dev.clutch.message.Message;
import dev.clutch.message.ReducedKinds;
import dev.clutch.shared.Owner;
import dev.clutch.shared.SharedDict;
import dev.clutch.shared.SharedList;
import dev.clutch.shared.SharedObjects;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The host functions of shared objects in general, and of dicts and lists. */
public final class SharedFunctions {
    private static final Message MISSING = new Message.Reduced(ReducedKinds.MISSING, Message.None.NONE);

    private final SharedObjects objects;

    private SharedFunctions(SharedObjects objects) {
        this.objects = objects;
    }

    /** Adds the functions that serve the given objects. */
    public static void add(HostFunctions table, SharedObjects objects) {
        SharedFunctions on = new SharedFunctions(objects);
        on.addGeneral(table);
        on.addDict(table);
        on.addList(table);
    }

    private void addGeneral(HostFunctions table) {
        table.add("shared_incref", "(id) -> None", HostFunctions.quiet(call -> {
                    objects.addReference(call.integer(0), call.interpreter());
                    return Message.None.NONE;
                }))
                .add("shared_send", "(id) -> None; somebody is going to receive it", HostFunctions.quiet(call -> {
                    objects.send(call.integer(0), call.interpreter());
                    return Message.None.NONE;
                }))
                .add(
                        "shared_receive",
                        "(id, is_new: bool) -> None; also shared_incref if it is new",
                        HostFunctions.quiet(call -> {
                            objects.receive(call.integer(0), call.interpreter(), call.flag(1));
                            return Message.None.NONE;
                        }))
                .add("shared_decref", "(id) -> None; it is gone when that was the last", HostFunctions.quiet(call -> {
                    objects.dropReference(call.integer(0), call.interpreter());
                    return Message.None.NONE;
                }))
                .add(
                        "shared_kind",
                        "(id) -> str",
                        call -> Message.of(objects.find(call.integer(0)).kind()))
                .add(
                        "shared_statistics",
                        "(id) -> dict",
                        call -> Message.of(objects.find(call.integer(0)).statistics()))
                .add("shared_list", "() -> [(kind, id), ...]", this::list);
    }

    private static HostFunction.Prompt prompt(HostFunction.Prompt body) {
        return body;
    }

    private Message list(HostCall call) {
        return new Message.ListOf(objects.list().stream()
                .map(known -> (Message) Message.Tuple.of(Message.of(known.kind()), number(known.id())))
                .toList());
    }

    private void addDict(HostFunctions table) {
        table.add(
                        "dict_create",
                        "() -> id",
                        call -> number(objects.createDict(call.interpreter()).id()))
                .add(
                        "dict_get",
                        "(id, key) -> value or MISSING",
                        call -> dict(call).getNow(call.message(1), MISSING),
                        call -> orMissing(dict(call).get(call.message(1))))
                .add("dict_size", "(id) -> int", call -> number(dict(call).size()))
                .add(
                        "dict_keys",
                        "(id) -> [key, ...]",
                        call -> new Message.ListOf(dict(call).keys()))
                .add("dict_entries", "(id) -> dict", this::entries)
                .add("dict_put", "(id, key, value) -> None", this::putNow, this::put)
                .add(
                        "dict_setdefault",
                        "(id, key, value) -> the value there was, or MISSING",
                        call -> orMissing(dict(call).putIfAbsent(call.message(1), call.message(2))))
                .add(
                        "dict_pop",
                        "(id, key) -> value or MISSING",
                        call -> orMissing(dict(call).remove(call.message(1), taken(call))))
                .add(
                        "dict_delete",
                        "(id, key) -> bool, whether it was there",
                        call -> Message.Bool.of(dict(call).remove(call.message(1), value -> true) != null))
                .add("dict_popitem", "(id) -> (key, value) or MISSING", this::popItem)
                .add("dict_update", "(id, key, value, key, value, ...) -> None", this::update)
                .add(
                        "dict_replace",
                        "(id, key, expected, value) -> bool",
                        call -> Message.Bool.of(dict(call).replace(call.message(1), call.message(2), call.message(3))))
                .add("dict_clear", "(id) -> None", this::clear)
                .add(
                        "dict_begin",
                        "(id, key, token) -> value or MISSING; see SharedDict.alter",
                        call -> orMissing(
                                dict(call).begin(Owner.of(call.interpreter()), call.integer(2), call.message(1))))
                .add("dict_commit", "(id, key, token, value) -> None", prompt(this::commit))
                .add("dict_abort", "(id, token) -> None", prompt(call -> {
                    dict(call).abort(call.integer(1));
                    return Message.None.NONE;
                }));
    }

    private Message entries(HostCall call) {
        List<Message.Entry> entries = dict(call).entries();
        return Message.Laden.with(entries.stream().map(Message.Entry::value).toList(), new Message.Dict(entries));
    }

    private SharedDict dict(HostCall call) {
        return objects.find(call.integer(0), SharedDict.class);
    }

    private static Message orMissing(@Nullable Message value) {
        return value == null ? MISSING : value;
    }

    private @Nullable Message putNow(HostCall call) {
        return dict(call).putNow(call.message(1), call.message(2)) ? Message.None.NONE : null;
    }

    private Message put(HostCall call) throws InterruptedException {
        dict(call).put(call.message(1), call.message(2), old -> true);
        return Message.None.NONE;
    }

    private Message popItem(HostCall call) throws InterruptedException {
        return orMissing(dict(call)
                .removeLast(entry -> pair(entry.key(), taken(call).apply(entry.value()))));
    }

    private static Message pair(Message key, Message value) {
        return Message.Laden.with(value.cargo(), Message.Tuple.of(key, value));
    }

    /** For a value that the caller takes out of a container. */
    private UnaryOperator<Message> taken(HostCall call) {
        return value -> objects.sendBack(value.copy(), call.interpreter());
    }

    private Message update(HostCall call) throws InterruptedException {
        List<Message> rest = call.rest(1);
        List<Message.Entry> entries = new ArrayList<>(rest.size() / 2);
        for (int i = 0; i + 1 < rest.size(); i += 2) {
            entries.add(new Message.Entry(rest.get(i), rest.get(i + 1)));
        }
        dict(call).putAll(entries);
        return Message.None.NONE;
    }

    private Message clear(HostCall call) throws InterruptedException {
        dict(call).clear();
        return Message.None.NONE;
    }

    private Message commit(HostCall call) {
        dict(call).commit(call.integer(2), call.message(1), call.message(3));
        return Message.None.NONE;
    }

    private void addList(HostFunctions table) {
        table.add(
                        "list_create",
                        "() -> id",
                        call -> number(objects.createList(call.interpreter()).id()))
                .add(
                        "list_get",
                        "(id, index) -> value",
                        call -> items(call).getNow(call.integer(1)),
                        call -> items(call).get(call.integer(1)))
                .add("list_size", "(id) -> int", call -> number(items(call).size()))
                .add("list_slice", "(id, start, stop, step) -> list", this::slice)
                .add("list_append", "(id, value) -> None", this::appendNow, this::append)
                .add("list_insert", "(id, index, value) -> None", this::insert)
                .add("list_set", "(id, index, value) -> None", this::set)
                .add("list_pop", "(id, index) -> value", call -> items(call).remove(call.integer(1), taken(call)))
                .add("list_delete", "(id, index) -> None", this::delete)
                .add("list_splice", "(id, start, stop, *values) -> None", this::splice)
                .add("list_extend", "(id, *values) -> None", this::extend)
                .add(
                        "list_replace",
                        "(id, index, expected, value) -> bool",
                        call -> Message.Bool.of(items(call).replace(call.integer(1), call.message(2), call.message(3))))
                .add(
                        "list_begin",
                        "(id, index, token) -> value; see SharedList.alter",
                        call -> items(call).begin(Owner.of(call.interpreter()), call.integer(2), call.integer(1)))
                .add("list_commit", "(id, index, token, value) -> None", prompt(this::commitElement))
                .add("list_abort", "(id, token) -> None", prompt(call -> {
                    items(call).abort(call.integer(1));
                    return Message.None.NONE;
                }));
    }

    private SharedList items(HostCall call) {
        return objects.find(call.integer(0), SharedList.class);
    }

    private Message slice(HostCall call) {
        List<Message> elements = items(call).slice(bound(call, 1), bound(call, 2), bound(call, 3));
        return Message.Laden.with(elements, new Message.ListOf(elements));
    }

    private static @Nullable Long bound(HostCall call, int index) {
        return call.message(index) == Message.None.NONE ? null : Long.valueOf(call.integer(index));
    }

    private @Nullable Message appendNow(HostCall call) {
        return items(call).addNow(call.message(1)) ? Message.None.NONE : null;
    }

    private Message append(HostCall call) throws InterruptedException {
        items(call).add(call.message(1));
        return Message.None.NONE;
    }

    private Message insert(HostCall call) throws InterruptedException {
        items(call).insert(call.integer(1), call.message(2));
        return Message.None.NONE;
    }

    private Message set(HostCall call) throws InterruptedException {
        items(call).set(call.integer(1), call.message(2), old -> true);
        return Message.None.NONE;
    }

    private Message delete(HostCall call) throws InterruptedException {
        items(call).remove(call.integer(1), value -> true);
        return Message.None.NONE;
    }

    private Message splice(HostCall call) throws InterruptedException {
        items(call).replace(bound(call, 1), bound(call, 2), call.rest(3));
        return Message.None.NONE;
    }

    private Message extend(HostCall call) throws InterruptedException {
        items(call).addAll(call.rest(1));
        return Message.None.NONE;
    }

    private Message commitElement(HostCall call) {
        items(call).commit(call.integer(2), call.integer(1), call.message(3));
        return Message.None.NONE;
    }

    private static Message number(long value) {
        return new Message.Int(value);
    }
}
