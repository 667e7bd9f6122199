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

    private PyRef(InterpreterThreads interpreter, AtomicLong object) {
        this.interpreter = interpreter;
        this.object = object;
    }

    /** Takes a new reference over. */
    public static PyRef steal(Attached attached, long object) {
        return new PyRef(
                attached.interpreter(), attached.interpreter().references().hold(object));
    }

    /** As {@link #steal}, but others see the object's memory: the interpreter's end does not close it. */
    public static PyRef lend(Attached attached, long object) {
        return new PyRef(
                attached.interpreter(), attached.interpreter().references().lend(object));
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

    /** As {@link #close}, but the object goes at once if the calling thread is attached to its interpreter. */
    public void closeNow() {
        close();
        interpreter.giveBackDropped();
    }

    /** Gives the reference back; the object goes with the next thread that attaches. */
    @Override
    public void close() {
        interpreter.references().drop(object);
    }
}
