package dev.clutch.spi;

import dev.clutch.buffer.Cargo;
import dev.clutch.error.ExceptionInfo;
import dev.clutch.error.ExecutionFailedException;
import dev.clutch.error.NotShareableException;
import dev.clutch.message.Message;

/** How a piece of Python code ended. */
public sealed interface Outcome {

    /** It returned a value; {@code None} for a script. */
    record Returned(Message value) implements Outcome {}

    /**
     * It raised an exception that nobody caught.
     *
     * @param exception a snapshot of it
     * @param original the exception itself, as the Python side dumped it for other Python code; {@code
     *     None} if that is impossible, or Java has asked
     */
    record Raised(ExceptionInfo exception, Message original) implements Outcome {}

    /**
     * It was not run, because something that it was given could not be rebuilt.
     *
     * @param what what it was
     * @param exception what rebuilding it raised
     */
    record Unshareable(String what, ExceptionInfo exception) implements Outcome {}

    /** The buffers that come with it. */
    default Cargo cargo() {
        return switch (this) {
            case Returned(Message value) -> value.cargo();
            case Raised(var _, Message original) -> original.cargo();
            case Unshareable _ -> Cargo.NONE;
        };
    }

    /**
     * The value.
     *
     * @throws ExecutionFailedException if there is none because the code raised
     * @throws NotShareableException if it was not run
     */
    default Message orThrow() {
        return switch (this) {
            case Returned(Message value) -> value;
            case Raised(ExceptionInfo exception, var _) -> throw new ExecutionFailedException(exception);
            case Unshareable(String what, ExceptionInfo exception) ->
                throw new NotShareableException(what + " not shareable: " + exception.formatted());
        };
    }
}
