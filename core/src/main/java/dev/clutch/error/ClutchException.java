package dev.clutch.error;

/**
 * The unchecked root of everything that Clutch itself throws. A Python exception raised by hosted
 * code is never one of these by itself: it arrives as the {@link ExceptionInfo} of an {@link
 * ExecutionFailedException}.
 */
public abstract sealed class ClutchException extends RuntimeException
        permits BufferException,
                ChannelException,
                EngineUnavailableException,
                ExecutionFailedException,
                InterpreterException,
                NotShareableException,
                PythonExitException,
                QueueException,
                SharedException {

    ClutchException(String message) {
        super(message);
    }

    ClutchException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * The name of the Python exception that stands for this one when it reaches Python code, such as
     * {@code "QueueEmpty"}: a name of the module {@code concurrent.interpreters}, or of {@code
     * builtins}, or {@code "module:name"} of any other.
     */
    public abstract String pythonName();
}
