package dev.clutch.error;

import org.jspecify.annotations.Nullable;

/**
 * A call had not ended at its deadline, and was interrupted. The cause, if there is one, is what it raised
 * then: its traceback says where it was.
 */
public final class CallTimeoutException extends ClutchException {
    private final boolean stuck;

    private CallTimeoutException(String message, boolean stuck, @Nullable Throwable cause) {
        super(message, cause);
        this.stuck = stuck;
    }

    /**
     * The call ended when it was interrupted.
     *
     * @param message which interpreter, and how long the call could have taken
     * @param cause what the call raised, or null if it returned
     */
    public static CallTimeoutException interrupted(String message, @Nullable Throwable cause) {
        return new CallTimeoutException(message, false, cause);
    }

    /**
     * The call goes on, since its code does not react to interrupts.
     *
     * @param message which interpreter, and how long the call could have taken
     */
    public static CallTimeoutException stuck(String message) {
        return new CallTimeoutException(message, true, null);
    }

    /** Whether the call goes on, since its code does not react to interrupts. */
    public boolean isStuck() {
        return stuck;
    }

    @Override
    public String pythonName() {
        return "TimeoutError";
    }
}
