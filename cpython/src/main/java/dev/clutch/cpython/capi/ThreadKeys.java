package dev.clutch.cpython.capi;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** {@code pthread_key_t}: keys for variables of threads. */
public final class ThreadKeys {
    private ThreadKeys() {}

    /**
     * Makes a key.
     *
     * @param destructor the address of what is called with a thread's value when that ends; never, if none sets one
     * @throws IllegalStateException if the process has all the keys that it may have
     */
    public static long make(long destructor) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment key = arena.allocate(ValueLayout.JAVA_INT);
            int error = Downcalls.number(NativeLibrary.libc("pthread_key_create"), key.address(), destructor);
            if (error != 0) {
                throw new IllegalStateException("no more keys for variables of threads: error " + error);
            }
            return Integer.toUnsignedLong(key.get(ValueLayout.JAVA_INT, 0));
        }
    }

    /** Deletes a key. No destructor is called. */
    public static void delete(long key) {
        Downcalls.number(NativeLibrary.libc("pthread_key_delete"), key);
    }
}
