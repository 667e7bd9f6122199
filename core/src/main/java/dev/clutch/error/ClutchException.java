package dev.clutch.error;

import org.jspecify.annotations.Nullable;

/**
 * The unchecked root of everything that Clutch itself throws. A Python exception raised by hosted
 * code is never one of these by itself: it arrives as the {@link ExceptionInfo} of an {@link
 * ExecutionFailedException}.
 */
public abstract sealed class ClutchException extends RuntimeException
        permits BufferException,
                CallTimeoutException,
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

    ClutchException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /**
     * The name of the Python exception that stands for this one when it reaches Python code, such as
     * {@code "QueueEmpty"}: a name of the module {@code concurrent.interpreters}, or of {@code
     * builtins}, or {@code "module:name"} of any other.
     */
    public abstract String pythonName();
}
