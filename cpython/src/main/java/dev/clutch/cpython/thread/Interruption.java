package dev.clutch.cpython.thread;

import dev.clutch.cpython.capi.Errors;

/** Why a thread is interrupted. */
public enum Interruption {
    /** Somebody asked for it: {@code KeyboardInterrupt}. */
    REQUESTED,
    /** The interpreter is being closed: {@code SystemExit}. */
    CLOSING,
    /** A signal came for Python's main thread: its handler decides. */
    SIGNAL;

    /** The Python exception type to raise, borrowed. */
    public long exceptionType(Errors errors) {
        return this == CLOSING ? errors.systemExit : errors.keyboardInterrupt;
    }
}
