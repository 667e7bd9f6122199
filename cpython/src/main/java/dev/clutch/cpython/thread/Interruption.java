package dev.clutch.cpython.thread;

import dev.clutch.cpython.capi.Errors;
import org.jspecify.annotations.Nullable;

/** Why a thread is interrupted, the stronger reason last. */
public enum Interruption {
    /** Somebody asked for it: {@code KeyboardInterrupt}. */
    REQUESTED,
    /** The interpreter is being closed: {@code SystemExit}. */
    CLOSING;

    /** The Python exception type to raise, borrowed. */
    public long exceptionType(Errors errors) {
        return this == CLOSING ? errors.systemExit : errors.keyboardInterrupt;
    }

    Interruption orStronger(@Nullable Interruption other) {
        return other == null || compareTo(other) > 0 ? this : other;
    }
}
