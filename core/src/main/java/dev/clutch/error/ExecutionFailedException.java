package dev.clutch.error;

import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Python code raised an exception that it did not handle. The exception itself stays in its
 * interpreter; {@link #info()} is a snapshot of it, and the message ends with Python's traceback.
 *
 * <p>The stack trace begins with the frames of Python, then come those of Java. If Python code has called
 * Java code that threw, then what was thrown is the cause: the very object.
 */
public final class ExecutionFailedException extends ClutchException {
    private final transient ExceptionInfo info;

    /**
     * Carries a snapshot.
     *
     * @param info the snapshot of what Python raised
     */
    public ExecutionFailedException(ExceptionInfo info) {
        super(info.formatted() + "\n" + info.traceback().stripTrailing(), info.thrown());
        this.info = info;
        Stream<StackTraceElement> python = info.frames().reversed().stream().map(Frame::toStackTraceElement);
        setStackTrace(Stream.concat(python, Arrays.stream(getStackTrace())).toArray(StackTraceElement[]::new));
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
