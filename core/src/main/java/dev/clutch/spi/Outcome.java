package dev.clutch.spi;

import dev.clutch.error.ExceptionInfo;
import dev.clutch.error.ExecutionFailedException;
import dev.clutch.message.Message;

/** How a piece of Python code ended. */
public sealed interface Outcome {

    /** It returned a value; {@code None} for a script. */
    record Returned(Message value) implements Outcome {}

    /** It raised an exception that nobody caught. */
    record Raised(ExceptionInfo exception) implements Outcome {}

    /**
     * The value.
     *
     * @throws ExecutionFailedException if there is none because the code raised
     */
    default Message orThrow() {
        return switch (this) {
            case Returned(Message value) -> value;
            case Raised(ExceptionInfo exception) -> throw new ExecutionFailedException(exception);
        };
    }
}
