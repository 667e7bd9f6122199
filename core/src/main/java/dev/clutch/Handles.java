package dev.clutch;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The objects of one interpreter that Java code holds: its side of {@code clutch._crossing.handles}. */
final class Handles {
    private static final String MODULE = "clutch._crossing.handles:";

    private final Interpreter interpreter;
    private final Map<String, PythonFunction> functions = new ConcurrentHashMap<>();
    private final AtomicInteger open = new AtomicInteger();

    Handles(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    int open() {
        return open.get();
    }

    /** Calls a function of the Python side. */
    @Nullable
    Object call(String name, @Nullable Object... arguments) {
        return functions
                .computeIfAbsent(name, missing -> interpreter.function(MODULE + missing))
                .call(arguments);
    }

    /** A handle of what a function of the Python side holds. */
    PythonObject hold(String name, @Nullable Object... arguments) {
        Object id = call(name, arguments);
        open.incrementAndGet();
        return new PythonObject(interpreter, this, (Long) Objects.requireNonNull(id));
    }

    void dropped(long id) {
        open.decrementAndGet();
        call("drop", id);
    }
}
