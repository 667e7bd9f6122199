package dev.clutch;

import dev.clutch.buffer.Buffers;
import dev.clutch.error.InterpreterException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The objects of one interpreter that Java code holds: its side of {@code clutch._crossing.handles}. */
final class Handles {
    private static final String MODULE = "clutch._crossing.handles:";
    private static final StackWalker STACK = StackWalker.getInstance();

    private final Interpreter interpreter;
    private final Map<String, PythonFunction> functions = new ConcurrentHashMap<>();
    /** Each with where it was made. */
    private final Map<Long, String> open = new ConcurrentHashMap<>();

    Handles(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    List<String> open() {
        return open.entrySet().stream()
                .map(entry -> told(entry.getKey(), entry.getValue()))
                .sorted()
                .toList();
    }

    private String told(long id, String place) {
        return "handle " + id + " of an object in interpreter " + interpreter.id() + ", made at " + place;
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
        return adopt((Long) Objects.requireNonNull(call(name, arguments)));
    }

    /** A handle of what Python code holds for Java code. */
    PythonObject adopt(long id) {
        open.put(id, place());
        PythonObject handle = new PythonObject(interpreter, this, id);
        Buffers.cleaner().register(handle, () -> forgotten(id));
        return handle;
    }

    /** The first line on the stack that is not of this package. */
    private static String place() {
        return STACK.walk(frames -> frames.filter(frame -> !isOurs(frame.getClassName()))
                .findFirst()
                .map(StackWalker.StackFrame::toString)
                .orElse("an unknown place"));
    }

    private static boolean isOurs(String className) {
        return className.substring(0, className.lastIndexOf('.') + 1).equals("dev.clutch.");
    }

    void dropped(long id) {
        if (open.remove(id) != null) {
            call("drop", id);
        }
    }

    /** Nobody has the handle any more. */
    private void forgotten(long id) {
        String place = open.get(id);
        if (place != null) {
            System.getLogger("dev.clutch").log(System.Logger.Level.WARNING, told(id, place) + ", was not closed");
            interpreter.onServer(() -> dropForgotten(id));
        }
    }

    private void dropForgotten(long id) {
        try {
            dropped(id);
        } catch (InterpreterException gone) {
            // The object went with it.
        }
    }
}
