package dev.clutch.cpython.object;

import dev.clutch.cpython.thread.Attached;

/**
 * A Python exception on its way through Java code: it owns the exception object until somebody sets
 * it again ({@link #restore}) or makes a snapshot of it. It never leaves the attached scope.
 */
public final class PythonRaised extends RuntimeException {
    private final transient long exception;

    private PythonRaised(long exception) {
        super("a Python exception", null, false, false);
        this.exception = exception;
    }

    /** Takes the error that is set in the attached thread. */
    static PythonRaised take(Attached attached) {
        return new PythonRaised(attached.python().errors().getRaisedException());
    }

    /** The exception object, borrowed. */
    public long exception() {
        return exception;
    }

    /** Sets the exception as the error of the attached thread again, and gives it away. */
    public void restore(Attached attached) {
        attached.python().errors().setRaisedException(exception);
    }

    /** Forgets the exception. */
    public void drop(Attached attached) {
        attached.python().objects().decRef(exception);
    }
}
