package dev.clutch.cli.conformance;

/** The Python that was chosen cannot run CPython's tests; the message says why, and the fix. */
public final class UnfitPythonException extends Exception {
    UnfitPythonException(String message) {
        super(message);
    }
}
