package dev.clutch.error;

/**
 * Python code raised an exception that it did not handle. The exception itself stays in its
 * interpreter; {@link #info()} is a snapshot of it, and the message ends with Python's traceback.
 */
public final class ExecutionFailedException extends ClutchException {
    private final transient ExceptionInfo info;

    /**
     * Carries a snapshot.
     *
     * @param info the snapshot of what Python raised
     */
    public ExecutionFailedException(ExceptionInfo info) {
        super(info.formatted() + "\n" + info.traceback().stripTrailing());
        this.info = info;
    }

    /** What Python raised. */
    public ExceptionInfo info() {
        return info;
    }

    @Override
    public String pythonName() {
        return "ExecutionFailed";
    }
}
