package dev.clutch.host;

import dev.clutch.message.Message;

/** Has Python code raise an exception of which there is more to tell than a text. */
public final class HostFailure extends RuntimeException {
    private final String pythonName;
    private final transient Message told;

    /**
     * One that Python code makes.
     *
     * @param pythonName {@code "module:name"} of a function that returns the exception
     * @param told its argument
     * @param cause why
     */
    public HostFailure(String pythonName, Message told, Throwable cause) {
        super(null, cause, false, false);
        this.pythonName = pythonName;
        this.told = told;
    }

    /** {@code "module:name"} of a Python function that returns the exception. */
    public String pythonName() {
        return pythonName;
    }

    /** The argument of that function. */
    public Message told() {
        return told;
    }
}
