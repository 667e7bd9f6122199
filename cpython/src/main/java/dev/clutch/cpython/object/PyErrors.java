package dev.clutch.cpython.object;

import dev.clutch.cpython.thread.Attached;

/** Turns the C API's error returns into exceptions, in the scope where they happen. */
public final class PyErrors {
    private PyErrors() {}

    /**
     * Passes a result through.
     *
     * @throws PythonRaised if it is 0, with the error that was set, which is cleared
     */
    public static long check(Attached attached, long result) {
        if (result == 0) {
            throw PythonRaised.take(attached);
        }
        return result;
    }

    /**
     * Passes a status through.
     *
     * @throws PythonRaised if it is negative, with the error that was set, which is cleared
     */
    public static int check(Attached attached, int status) {
        if (status < 0) {
            throw PythonRaised.take(attached);
        }
        return status;
    }
}
