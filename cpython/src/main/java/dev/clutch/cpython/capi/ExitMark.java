package dev.clutch.cpython.capi;

import java.lang.foreign.MemorySegment;

/** {@code __cxa_atexit}: a mark in the C library's list of functions that it calls when the process ends. */
public final class ExitMark {
    /** Does nothing, whatever it is called with. */
    private static final MemorySegment HARMLESS = NativeLibrary.libc("getppid");

    private static boolean isThere;

    private ExitMark() {}

    /**
     * Puts the mark there, unless it is; returns the address of the function that is called.
     *
     * @param argument by which it is known
     */
    public static synchronized long put(long argument) {
        if (!isThere) {
            Downcalls.number(NativeLibrary.libc("__cxa_atexit"), HARMLESS.address(), argument, 0);
            isThere = true;
        }
        return HARMLESS.address();
    }
}
