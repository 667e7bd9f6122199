package dev.clutch.cpython.object;

import dev.clutch.cpython.thread.Attached;
import dev.clutch.cpython.thread.InterpreterThreads;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Owns one reference to a Python object for longer than one call. May be closed by any thread, more
 * than once, and after the interpreter's end, which closes it at the latest.
 */
public final class PyRef implements AutoCloseable {
    private final InterpreterThreads interpreter;
    private final AtomicLong object;

    private PyRef(InterpreterThreads interpreter, long object) {
        this.interpreter = interpreter;
        this.object = interpreter.references().hold(object);
    }

    /** Takes a new reference over. */
    public static PyRef steal(Attached attached, long object) {
        return new PyRef(attached.interpreter(), object);
    }

    /**
     * The object, borrowed from this reference.
     *
     * @param attached proves that the caller may touch it
     */
    public long borrow(Attached attached) {
        long pointer = object.get();
        if (pointer == 0) {
            throw new IllegalStateException("the reference is closed, or its interpreter is ending");
        }
        if (attached.interpreter() != interpreter) {
            throw new IllegalArgumentException("an object of interpreter " + interpreter.id()
                    + " was used in interpreter " + attached.interpreter().id());
        }
        return pointer;
    }

    /** Gives the reference back; the object goes with the next thread that attaches. */
    @Override
    public void close() {
        interpreter.references().drop(object);
    }
}
