package dev.clutch.error;

/** A buffer could not do what was asked of it. The message says why, and what to do. */
public final class BufferException extends ClutchException {
    /**
     * Says why a buffer refused.
     *
     * @param message what state the buffer is in, and the fix
     */
    public BufferException(String message) {
        super(message);
    }

    @Override
    public String pythonName() {
        return "BufferError";
    }
}
