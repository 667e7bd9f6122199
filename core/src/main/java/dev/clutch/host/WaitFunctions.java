package dev.clutch.host;

import dev.clutch.channel.Channels;
import dev.clutch.message.Message;
import dev.clutch.message.ReducedKinds;
import dev.clutch.queue.Doorbells;
import dev.clutch.queue.Queues;
import dev.clutch.queue.Selectable;
import dev.clutch.queue.Selection;
import java.util.ArrayList;
import java.util.List;

/** The host functions for those that wait for several things at once: selections and event loops. */
public final class WaitFunctions {
    private final Queues queues;
    private final Channels channels;
    private final Doorbells doorbells;

    private WaitFunctions(Queues queues, Channels channels, Doorbells doorbells) {
        this.queues = queues;
        this.channels = channels;
        this.doorbells = doorbells;
    }

    /** Adds the functions that wait for the given queues and channels. */
    public static void add(HostFunctions table, Queues queues, Channels channels, Doorbells doorbells) {
        WaitFunctions on = new WaitFunctions(queues, channels, doorbells);
        table.add("select", "(timeout: seconds or None, *(kind, id)) -> (index, object), or None in vain", on::select)
                .add("doorbell_open", "(descriptor of a pipe) -> id", on::open)
                .add("doorbell_rung", "(id) -> [token, ...] of what rang since the last call", on::rung)
                .add("doorbell_close", "(id) -> None", on::close)
                .add(
                        "doorbell_at_item",
                        "(id, token, (kind, id)) -> None; rings once, when there may be an item",
                        on::atItem)
                .add(
                        "doorbell_at_place",
                        "(id, token, queue id) -> None; rings once, when there may be a place",
                        on::atPlace);
    }

    private Message select(HostCall call) throws InterruptedException {
        List<Selectable> sources = new ArrayList<>();
        for (int i = 1; call.has(i); i++) {
            sources.add(source(call, i));
        }
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("select() needs at least one queue or channel");
        }
        Selection taken = Selection.take(sources, call.interpreter(), call.timeout(0));
        return taken == null ? Message.None.NONE : pair(taken.index(), taken.message());
    }

    private static Message pair(int index, Message message) {
        return Message.Laden.with(message.cargo(), Message.Tuple.of(new Message.Int(index), message));
    }

    private Selectable source(HostCall call, int index) {
        if (call.message(index) instanceof Message.Tuple(var named)
                && named.size() == 2
                && named.get(0) instanceof Message.Str(String kind)
                && named.get(1) instanceof Message.Int(long id)) {
            switch (kind) {
                case ReducedKinds.QUEUE -> {
                    return queues.find(id);
                }
                case ReducedKinds.RECEIVE_CHANNEL -> {
                    return channels.find(id);
                }
                default -> {}
            }
        }
        throw new ClassCastException("argument " + index + " of select() is neither a Queue nor a RecvChannel");
    }

    private Message open(HostCall call) {
        return new Message.Int(doorbells.open(call.interpreter(), Math.toIntExact(call.integer(0))));
    }

    private Message rung(HostCall call) {
        return new Message.ListOf(doorbells.find(call.integer(0)).takeRung().stream()
                .map(token -> (Message) new Message.Int(token))
                .toList());
    }

    private Message close(HostCall call) {
        doorbells.close(call.integer(0));
        return Message.None.NONE;
    }

    private Message atItem(HostCall call) {
        Runnable bell = doorbells.find(call.integer(0)).bell(call.integer(1));
        source(call, 2).readiness().await(bell);
        return Message.None.NONE;
    }

    private Message atPlace(HostCall call) {
        Runnable bell = doorbells.find(call.integer(0)).bell(call.integer(1));
        queues.find(call.integer(2)).readinessToPut().await(bell);
        return Message.None.NONE;
    }
}
