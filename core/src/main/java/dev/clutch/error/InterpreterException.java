package dev.clutch.error;

/** An interpreter was asked for something that it cannot do in its present state. */
public sealed class InterpreterException extends ClutchException
        permits BrokenPoolException, InterpreterClosedException, InterpreterNotFoundException {

    /**
     * Refuses a request.
     *
     * @param message what was asked, of which interpreter, and why it cannot be done
     */
    public InterpreterException(String message) {
        super(message);
    }

    /**
     * Refuses a request.
     *
     * @param message what was asked, of which interpreter, and why it cannot be done
     * @param cause what went wrong below
     */
    public InterpreterException(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public String pythonName() {
        return "InterpreterError";
    }
}
