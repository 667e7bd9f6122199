package dev.clutch.cpython.thread;

import dev.clutch.cpython.capi.LibPython;

/**
 * The proof that the calling thread is attached to an interpreter: whoever is handed one may touch
 * its objects. A scope, to be closed by the thread that opened it.
 */
public final class Attached implements AutoCloseable {

    /** What closing the scope does. */
    enum Leave {
        /** The thread was attached before. */
        NOTHING,
        /** The thread came from plain Java. */
        DETACH,
        /** The thread came from a host function of another interpreter, and is back in it then. */
        BACK_TO_HOST
    }

    private final ThreadState state;
    private final Leave leave;

    Attached(ThreadState state, Leave leave) {
        this.state = state;
        this.leave = leave;
    }

    /** The C API of the interpreter's libpython. */
    public LibPython python() {
        return state.interpreter().python();
    }

    /** The interpreter that the thread is attached to. */
    public InterpreterThreads interpreter() {
        return state.interpreter();
    }

    /** The thread's way into it. */
    public ThreadState state() {
        return state;
    }

    /** Memory for the arguments of calls. */
    public Scratch scratch() {
        return state.scratch();
    }

    /** The interpreter is gone, in place of {@link #close}. */
    void closeEnded() {
        state.leaveEnded(leave == Leave.BACK_TO_HOST);
    }

    @Override
    public void close() {
        if (leave != Leave.NOTHING) {
            state.leave(leave == Leave.BACK_TO_HOST);
        }
    }
}
