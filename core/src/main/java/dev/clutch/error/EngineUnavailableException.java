package dev.clutch.error;

/** No engine, or no usable Python for it, is to be had. The message says what to do about it. */
public final class EngineUnavailableException extends ClutchException {

    /**
     * Says what to do.
     *
     * @param message what is missing, and the fix
     */
    public EngineUnavailableException(String message) {
        super(message);
    }

    /**
     * Says what to do.
     *
     * @param message what is missing, and the fix
     * @param cause what went wrong below
     */
    public EngineUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public String pythonName() {
        return "InterpreterError";
    }
}
