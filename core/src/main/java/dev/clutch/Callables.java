package dev.clutch;

import dev.clutch.host.HostCall;
import dev.clutch.host.HostFunctions;
import dev.clutch.message.Message;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The Java functions that Python code may call, and the host functions by which it does. */
final class Callables {
    private final Map<Long, JavaCallable> byId = new ConcurrentHashMap<>();
    /** Of the process: Python objects of the main interpreter outlive an engine that is closed. */
    private static final AtomicLong LAST_ID = new AtomicLong();

    private final Message.Handles handles;

    Callables(Message.Handles handles) {
        this.handles = handles;
    }

    void addTo(HostFunctions table) {
        table.add(
                        "callable_call",
                        "(id, keywords: tuple of str, *args, *values of keywords) -> (result, thrown or None)",
                        this::call)
                .add("callable_incref", "(id) -> None", this::addReference)
                .add("callable_decref", "(id) -> None; forgets it when that was the last", this::dropReference);
    }

    JavaCallable create(JavaFunction function) {
        JavaCallable callable = new JavaCallable(LAST_ID.incrementAndGet(), function, this);
        byId.put(callable.id(), callable);
        return callable;
    }

    JavaCallable find(long id) {
        JavaCallable callable = byId.get(id);
        if (callable == null) {
            throw new IllegalStateException("Java callable " + id + " is closed");
        }
        return callable;
    }

    List<JavaCallable> list() {
        return List.copyOf(byId.values());
    }

    void drop(JavaCallable callable, long party) {
        if (callable.references().drop(party)) {
            byId.remove(callable.id());
        }
    }

    void interpreterEnded(long interpreter) {
        for (JavaCallable callable : list()) {
            if (callable.references().dropAll(interpreter)) {
                byId.remove(callable.id());
            }
        }
    }

    private Message addReference(HostCall call) {
        find(call.integer(0)).references().add(call.interpreter());
        return Message.None.NONE;
    }

    /** Called by finalizers. */
    private Message dropReference(HostCall call) {
        JavaCallable callable = byId.get(call.integer(0));
        if (callable != null) {
            drop(callable, call.interpreter());
        }
        return Message.None.NONE;
    }

    private Message call(HostCall call) throws InterruptedException {
        JavaFunction function = find(call.integer(0)).function();
        List<Message> names = call.tuple(1).elements();
        List<@Nullable Object> values = new ArrayList<>();
        call.rest(2).forEach(message -> values.add(message.toJava(handles)));
        List<@Nullable Object> arguments = values.subList(0, values.size() - names.size());
        List<@Nullable Object> others = values.subList(arguments.size(), values.size());
        return call(function, names, arguments, others);
    }

    private static Message call(
            JavaFunction function, List<Message> names, List<@Nullable Object> arguments, List<@Nullable Object> others)
            throws InterruptedException {
        Map<String, @Nullable Object> keywords = new LinkedHashMap<>();
        for (int i = 0; i < others.size(); i++) {
            keywords.put(((Message.Str) names.get(i)).value(), others.get(i));
        }
        Object result;
        try {
            result = function.call(arguments, keywords);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            return Message.Tuple.of(Message.None.NONE, thrown(e));
        }
        Message message = Message.of(result);
        return Message.Laden.with(message.cargo(), Message.Tuple.of(message, Message.None.NONE));
    }

    private static Message thrown(Exception e) {
        StringWriter stack = new StringWriter();
        e.printStackTrace(new PrintWriter(stack));
        return Message.Tuple.of(
                Message.of(e.getClass().getName()), Message.of(e.getMessage()), Message.of(stack.toString()));
    }
}
