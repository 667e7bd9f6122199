package dev.clutch;

import dev.clutch.buffer.Cargo;
import dev.clutch.buffer.Hold;
import dev.clutch.host.HostCall;
import dev.clutch.host.HostFailure;
import dev.clutch.host.HostFunction;
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
    private final Thrown thrown;

    Callables(Message.Handles handles, Thrown thrown) {
        this.handles = handles;
        this.thrown = thrown;
    }

    void addTo(HostFunctions table) {
        table.add(new HostFunction(
                        "callable_call",
                        "(id, keywords: tuple of str, *args, *values of keywords) -> result",
                        HostFunction.Quick.NONE,
                        this::call,
                        index -> index < 2 ? HostFunction.Way.COPIED : HostFunction.Way.HANDED))
                .add("callable_incref", "(id) -> None", this::addReference)
                .add("callable_decref", "(id) -> None; forgets it when that was the last", this::dropReference);
    }

    JavaCallable create(JavaFunction function) {
        JavaCallable callable = new JavaCallable(LAST_ID.incrementAndGet(), function, this);
        byId.put(callable.id(), callable);
        return callable;
    }

    /** If the object is a function, a callable that nobody but the message holds; else null. */
    @Nullable
    Message handle(Object value) {
        JavaFunction function = Lambdas.function(value);
        if (function == null) {
            return null;
        }
        JavaCallable callable = create(function);
        return new Message.Laden(callable.asMessage(), new Cargo(List.of(new Hold(callable::close))));
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
        List<@Nullable Object> arguments = new ArrayList<>();
        call.rest(2).forEach(message -> arguments.add(message.toJava(handles)));
        Map<String, @Nullable Object> keywords = names.isEmpty() ? Map.of() : takeKeywords(names, arguments);
        return Message.of(result(call.interpreter(), function, arguments, keywords), handles);
    }

    /** The last of the arguments, which are taken away. */
    private static Map<String, @Nullable Object> takeKeywords(List<Message> names, List<@Nullable Object> arguments) {
        List<@Nullable Object> values = arguments.subList(arguments.size() - names.size(), arguments.size());
        Map<String, @Nullable Object> keywords = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            keywords.put(((Message.Str) names.get(i)).value(), values.get(i));
        }
        values.clear();
        return keywords;
    }

    private @Nullable Object result(
            long interpreter,
            JavaFunction function,
            List<@Nullable Object> arguments,
            Map<String, @Nullable Object> keywords)
            throws InterruptedException {
        try {
            return function.call(arguments, keywords);
        } catch (InterruptedException | VirtualMachineError e) {
            throw e;
        } catch (Throwable t) {
            throw new HostFailure("clutch._errors:thrown_by_java", told(interpreter, t), t);
        }
    }

    private Message told(long interpreter, Throwable t) {
        StringWriter stack = new StringWriter();
        t.printStackTrace(new PrintWriter(stack));
        return Message.Tuple.of(
                Message.of(t.getClass().getName()),
                Message.of(t.getMessage()),
                Message.of(stack.toString()),
                thrown.hold(interpreter, t));
    }
}
