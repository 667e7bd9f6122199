package dev.clutch.error;

/** A lock, or another object that interpreters share, could not do what was asked of it. */
public final class SharedException extends ClutchException {

    /** Why it refused, with the name that Python gives it. */
    public enum Reason {
        /** Nothing has that id, or nobody refers to it any more, or it is of another kind. */
        NOT_FOUND("clutch._shared:SharedNotFoundError"),
        /** The interpreter that held the lock ended, and what the lock protects may be half changed. */
        ABANDONED("clutch._shared:LockAbandonedError"),
        /** The barrier is broken, or was reset during the wait. */
        BROKEN("threading:BrokenBarrierError"),
        /** The lock is not held, or not by the caller. */
        NOT_HELD("RuntimeError"),
        /** The wait could never end. */
        DEADLOCK("RuntimeError"),
        /** A bounded semaphore would have more permits than it was made with. */
        TOO_MANY("ValueError"),
        /** A list has no such index. */
        OUT_OF_RANGE("IndexError");

        private final String pythonName;

        Reason(String pythonName) {
            this.pythonName = pythonName;
        }
    }

    private final Reason reason;

    /**
     * Says why it refused.
     *
     * @param reason why it refused
     * @param message which object, and what was asked of it
     */
    public SharedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Why it refused. */
    public Reason reason() {
        return reason;
    }

    @Override
    public String pythonName() {
        return reason.pythonName;
    }
}
