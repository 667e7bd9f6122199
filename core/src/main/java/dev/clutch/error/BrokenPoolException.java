package dev.clutch.error;

/** A pool of interpreters ran into something that keeps it from running tasks: the cause. */
public final class BrokenPoolException extends InterpreterException {

    /**
     * Refuses a task.
     *
     * @param message what is broken, and why
     * @param cause what went wrong in one of the interpreters
     */
    public BrokenPoolException(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public String pythonName() {
        return "concurrent.futures.interpreter:BrokenInterpreterPool";
    }
}
