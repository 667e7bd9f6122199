package dev.clutch.cpython.capi;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.invoke.MethodHandle;

/**
 * Calls of C functions by shape. A process may hold several copies of libpython, so the function's
 * address is an argument and the handles, one for each shape, are constants that the JIT sees through.
 *
 * <p><b>Why one shape is enough for nearly all.</b> On all 64-bit platforms the first four pointers or
 * integers of a call travel in registers, whole words each, and so does the result. A callee that
 * takes fewer does not look at the others, and the upper half of a word that it takes or returns as an
 * {@code int} means nothing to it. So every such function can be called as one of four words that
 * returns a word: unused arguments are 0, and an {@code int} result is narrowed here. Linking a shape
 * costs the JVM some five milliseconds, which twelve shapes would add to every start.
 */
final class Downcalls {
    private static final MethodHandle WORDS = handle(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);

    private Downcalls() {}

    @SuppressWarnings("restricted")
    private static MethodHandle handle(MemoryLayout result, MemoryLayout... parameters) {
        return Linker.nativeLinker().downcallHandle(FunctionDescriptor.of(result, parameters));
    }

    static long word(MemorySegment function) {
        return word(function, 0, 0, 0, 0);
    }

    static long word(MemorySegment function, long a) {
        return word(function, a, 0, 0, 0);
    }

    static long word(MemorySegment function, long a, long b) {
        return word(function, a, b, 0, 0);
    }

    static long word(MemorySegment function, long a, long b, long c) {
        return word(function, a, b, c, 0);
    }

    static long word(MemorySegment function, long a, long b, long c, long d) {
        try {
            return (long) WORDS.invokeExact(function, a, b, c, d);
        } catch (Throwable t) {
            throw broken(t);
        }
    }

    /** For a C function of six words that returns an {@code int}. */
    static int number(MemorySegment function, long a, long b, long c, long d, long e, long f) {
        return (int) SixWords.call(function, a, b, c, d, e, f);
    }

    /** For a C function that returns an {@code int}. */
    static int number(MemorySegment function, long a) {
        return (int) word(function, a, 0, 0, 0);
    }

    static int number(MemorySegment function, long a, long b) {
        return (int) word(function, a, b, 0, 0);
    }

    static int number(MemorySegment function, long a, long b, long c) {
        return (int) word(function, a, b, c, 0);
    }

    /** For a C function that returns a {@code PyStatus}, which is put into memory of {@code result}. */
    static MemorySegment status(SegmentAllocator result, MemorySegment function, long a, long b, long c) {
        return StatusShape.call(result, function, a, b, c);
    }

    /** {@code double -> object}. */
    static long word(MemorySegment function, double a) {
        return DoubleShapes.call(function, a);
    }

    /** {@code (double, double) -> object}. */
    static long word(MemorySegment function, double a, double b) {
        return DoubleShapes.call(function, a, b);
    }

    /** {@code object -> double}. */
    static double real(MemorySegment function, long a) {
        return DoubleShapes.real(function, a);
    }

    /** Linked when the first buffer is looked into. */
    private static final class SixWords {
        private static final MethodHandle WORDS =
                handle(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);

        static long call(MemorySegment function, long a, long b, long c, long d, long e, long f) {
            try {
                return (long) WORDS.invokeExact(function, a, b, c, d, e, f);
            } catch (Throwable t) {
                throw broken(t);
            }
        }
    }

    /** Linked when an interpreter is made. */
    private static final class StatusShape {
        private static final MethodHandle STATUS = handle(Layouts.STATUS, JAVA_LONG, JAVA_LONG, JAVA_LONG);

        static MemorySegment call(SegmentAllocator result, MemorySegment function, long a, long b, long c) {
            try {
                return (MemorySegment) STATUS.invokeExact(function, result, a, b, c);
            } catch (Throwable t) {
                throw broken(t);
            }
        }
    }

    /** Linked when the first float crosses. */
    private static final class DoubleShapes {
        private static final MethodHandle L_D = handle(JAVA_LONG, JAVA_DOUBLE);
        private static final MethodHandle L_DD = handle(JAVA_LONG, JAVA_DOUBLE, JAVA_DOUBLE);
        private static final MethodHandle D_L = handle(JAVA_DOUBLE, JAVA_LONG);

        static long call(MemorySegment function, double a) {
            try {
                return (long) L_D.invokeExact(function, a);
            } catch (Throwable t) {
                throw broken(t);
            }
        }

        static long call(MemorySegment function, double a, double b) {
            try {
                return (long) L_DD.invokeExact(function, a, b);
            } catch (Throwable t) {
                throw broken(t);
            }
        }

        static double real(MemorySegment function, long a) {
            try {
                return (double) D_L.invokeExact(function, a);
            } catch (Throwable t) {
                throw broken(t);
            }
        }
    }

    /** C functions throw nothing, so what comes here is an error of the VM or of the binding. */
    private static AssertionError broken(Throwable t) {
        if (t instanceof Error error) {
            throw error;
        }
        return new AssertionError("a downcall threw", t);
    }
}
