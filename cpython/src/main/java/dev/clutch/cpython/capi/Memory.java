package dev.clutch.cpython.capi;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/** Reads and writes of memory that C code owns, by address. */
public final class Memory {
    // SAFETY: reaches every address; each method below says what its caller must guarantee.
    @SuppressWarnings("restricted")
    private static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();

    private static final MemorySegment MEMCPY = NativeLibrary.libc("memcpy");

    private Memory() {}

    /** The pointer at {@code address}, which must be mapped and aligned. */
    public static long word(long address) {
        return ALL.get(ValueLayout.JAVA_LONG, address);
    }

    static void word(long address, long value) {
        ALL.set(ValueLayout.JAVA_LONG, address, value);
    }

    static int number(long address) {
        return ALL.get(ValueLayout.JAVA_INT, address);
    }

    static double real(long address) {
        return ALL.get(ValueLayout.JAVA_DOUBLE, address);
    }

    static void number(long address, int value) {
        ALL.set(ValueLayout.JAVA_INT, address, value);
    }

    /** Whether the int was as expected, and was replaced; in one step for all threads. */
    static boolean compareAndSet(long address, int expected, int value) {
        return INT.compareAndSet(ALL, address, expected, value);
    }

    /** A copy of {@code length} bytes from {@code address}, which must all be mapped. */
    public static byte[] bytes(long address, long length) {
        byte[] copy = new byte[Math.toIntExact(length)];
        MemorySegment.copy(ALL, ValueLayout.JAVA_BYTE, address, copy, 0, copy.length);
        return copy;
    }

    /** Copies into memory at {@code address}, which must have room. */
    public static void copy(MemorySegment from, long address) {
        MemorySegment.copy(from, 0, ALL, address, from.byteSize());
    }

    /** The bytes at {@code address}, for as long as they are mapped. */
    public static MemorySegment segment(long address, long length) {
        return ALL.asSlice(address, length);
    }

    /** As {@link #copy}, from memory outside of the heap, by C code: a long copy does not hold a garbage collection up. */
    public static void copyLarge(MemorySegment from, long address) {
        Downcalls.word(MEMCPY, address, from.address(), from.byteSize());
    }

    /** The C string at {@code address}, or "(null)" for 0. */
    static String string(long address) {
        return address == 0 ? "(null)" : ALL.getString(address);
    }
}
