package dev.clutch.cpython.capi;

import java.lang.foreign.MemorySegment;

/** {@code pyerrors.h}: the error that is set in the attached thread. */
public final class Errors {
    private final NativeLibrary library;
    private final MemorySegment occurred;
    private final MemorySegment clear;
    private final MemorySegment getRaisedException;
    private final MemorySegment setRaisedException;
    private final MemorySegment setString;
    private final MemorySegment setNone;
    private final MemorySegment checkSignals;

    /** {@code RuntimeError}, borrowed. */
    public final long runtimeError;
    /** {@code MemoryError}. */
    public final long memoryError;
    /** {@code BufferError}, borrowed. */
    public final long bufferError;
    /** {@code KeyboardInterrupt}, borrowed. */
    public final long keyboardInterrupt;
    /** {@code SystemExit}, borrowed. */
    public final long systemExit;

    Errors(NativeLibrary library) {
        this.library = library;
        occurred = library.get("PyErr_Occurred");
        clear = library.get("PyErr_Clear");
        getRaisedException = library.get("PyErr_GetRaisedException");
        setRaisedException = library.get("PyErr_SetRaisedException");
        setString = library.get("PyErr_SetString");
        setNone = library.get("PyErr_SetNone");
        checkSignals = library.get("PyErr_CheckSignals");
        runtimeError = exception("RuntimeError");
        memoryError = exception("MemoryError");
        bufferError = exception("BufferError");
        keyboardInterrupt = exception("KeyboardInterrupt");
        systemExit = exception("SystemExit");
    }

    /** A built-in exception type that the C API exports, borrowed. */
    private long exception(String name) {
        // SAFETY: PyExc_* are variables of libpython that hold static types for its whole life.
        return Memory.word(library.get("PyExc_" + name).address());
    }

    /** Whether an error is set. */
    public boolean occurred() {
        return Downcalls.word(occurred) != 0;
    }

    /** Forgets the error. */
    public void clear() {
        Downcalls.word(clear);
    }

    /** The error as an exception object, cleared; 0 if there is none. */
    public long getRaisedException() {
        return Downcalls.word(getRaisedException);
    }

    /** Sets an exception object as the error; steals it. */
    public void setRaisedException(long exception) {
        Downcalls.word(setRaisedException, exception);
    }

    /** Sets an error with a C string as its message. */
    public void setString(long type, long message) {
        Downcalls.word(setString, type, message);
    }

    /** Sets an error without a message. */
    public void setNone(long type) {
        Downcalls.word(setNone, type);
    }

    /** Runs the handlers of signals that came; only in the main thread of the main interpreter. -1 if one raised. */
    public int checkSignals() {
        return (int) Downcalls.word(checkSignals);
    }
}
