package dev.clutch;

import dev.clutch.error.ExecutionFailedException;
import dev.clutch.error.InterpreterClosedException;
import dev.clutch.message.Message;
import dev.clutch.message.ReducedKinds;
import dev.clutch.message.Sendable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A handle of a Python object, which stays in its interpreter. Given to that interpreter as an
 * argument, it arrives there as the very object; no other interpreter takes it.
 *
 * <p>Any thread may use it, virtual ones included; each method enters the interpreter, and blocks until
 * it is done. Close it when done, at the latest the interpreter's end frees the object.
 */
public final class PythonObject implements Sendable, AutoCloseable {
    private final Interpreter interpreter;
    private final Handles handles;
    private final long id;
    private final AtomicBoolean closed = new AtomicBoolean();

    PythonObject(Interpreter interpreter, Handles handles, long id) {
        this.interpreter = interpreter;
        this.handles = handles;
        this.id = id;
    }

    /** Where the object lives. */
    public Interpreter interpreter() {
        return interpreter;
    }

    /**
     * Calls the object.
     *
     * @return a copy of the result, converted as {@link Message} says
     * @throws ExecutionFailedException if it raises, or cannot be called
     * @throws dev.clutch.error.NotShareableException if an argument or the result cannot cross
     */
    public @Nullable Object call(@Nullable Object... arguments) {
        return call(Arrays.asList(arguments), Map.of());
    }

    /** Calls the object with keyword arguments too; see {@link #call(Object...)}. */
    public @Nullable Object call(
            List<? extends @Nullable Object> arguments, Map<String, ? extends @Nullable Object> keywords) {
        return handles.call("call", this, arguments, keywords);
    }

    /**
     * Calls the object, and leaves the result where it is.
     *
     * @return a handle of the result, to be closed
     * @throws ExecutionFailedException if it raises, or cannot be called
     */
    public PythonObject callRef(@Nullable Object... arguments) {
        return handles.hold("hold_result", this, Arrays.asList(arguments), Map.of());
    }

    /**
     * An attribute of the object, such as a method.
     *
     * @return a handle of it, to be closed
     * @throws ExecutionFailedException if there is none of that name
     */
    public PythonObject get(String attribute) {
        return handles.hold("hold_attribute", this, attribute);
    }

    /**
     * A copy of the object, converted as {@link Message} says.
     *
     * @throws dev.clutch.error.NotShareableException if it cannot cross
     */
    public @Nullable Object toJava() {
        return handles.call("itself", this);
    }

    /** Lets go of the object. Blocks until that is done, for the interpreter may be busy. Harmless when repeated. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try {
                handles.dropped(id);
            } catch (InterpreterClosedException gone) {
                // The object went with it.
            }
        }
    }

    @Override
    public Message asMessage() {
        if (closed.get()) {
            throw new IllegalStateException("this handle of a Python object is closed");
        }
        return new Message.Reduced(
                ReducedKinds.OBJECT, Message.Tuple.of(new Message.Int(interpreter.id()), new Message.Int(id)));
    }

    @Override
    public String toString() {
        return "PythonObject[" + id + " in " + interpreter + "]";
    }
}
