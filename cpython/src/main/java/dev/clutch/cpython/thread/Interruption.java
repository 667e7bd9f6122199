package dev.clutch.cpython.thread;

import dev.clutch.cpython.capi.Errors;
import org.jspecify.annotations.Nullable;

/** Why a thread is interrupted, the stronger reason last. */
public enum Interruption {
    /** The interpreter has more memory than its budget allows: {@code MemoryError}. */
    OVER_BUDGET,
    /** Somebody asked for it: {@code KeyboardInterrupt}. */
    REQUESTED,
    /** The interpreter is being closed: {@code SystemExit}. */
    CLOSING;

    /** The Python exception type to raise, borrowed. */
    public long exceptionType(Errors errors) {
        return switch (this) {
            case OVER_BUDGET -> errors.memoryError;
            case REQUESTED -> errors.keyboardInterrupt;
            case CLOSING -> errors.systemExit;
        };
    }

    Interruption orStronger(@Nullable Interruption other) {
        return other == null || compareTo(other) > 0 ? this : other;
    }
}
