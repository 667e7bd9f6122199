package dev.clutch.cpython.capi;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
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
 * Pointers and {@code Py_ssize_t} are {@code long} on all platforms that Clutch runs on.
 */
final class Downcalls {
    private static final Linker LINKER = Linker.nativeLinker();

    private static final MethodHandle L = handle(JAVA_LONG);
    private static final MethodHandle L_L = handle(JAVA_LONG, JAVA_LONG);
    private static final MethodHandle L_LL = handle(JAVA_LONG, JAVA_LONG, JAVA_LONG);
    private static final MethodHandle L_LLL = handle(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    private static final MethodHandle L_LLLL = handle(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    private static final MethodHandle I_L = handle(JAVA_INT, JAVA_LONG);
    private static final MethodHandle I_LL = handle(JAVA_INT, JAVA_LONG, JAVA_LONG);
    private static final MethodHandle I_LLL = handle(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    private static final MethodHandle V_L = handleOfVoid(JAVA_LONG);
    private static final MethodHandle V_LL = handleOfVoid(JAVA_LONG, JAVA_LONG);
    private static final MethodHandle L_D = handle(JAVA_LONG, JAVA_DOUBLE);
    private static final MethodHandle D_L = handle(JAVA_DOUBLE, JAVA_LONG);

    private Downcalls() {}

    @SuppressWarnings("restricted")
    private static MethodHandle handle(MemoryLayout result, MemoryLayout... parameters) {
        return LINKER.downcallHandle(FunctionDescriptor.of(result, parameters));
    }

    @SuppressWarnings("restricted")
    private static MethodHandle handleOfVoid(MemoryLayout... parameters) {
        return LINKER.downcallHandle(FunctionDescriptor.ofVoid(parameters));
    }

    static long word(MemorySegment function) {
        try {
            return (long) L.invokeExact(function);
        } catch (Throwable t) {
            throw broken(t);
        }
    }

    static long word(MemorySegment function, long a) {
        try {
            return (long) L_L.invokeExact(function, a);
        } catch (Throwable t) {
            throw broken(t);
        }
    }

    static long word(MemorySegment function, long a, long b) {
        try {
            return (long) L_LL.invokeExact(function, a, b);
        } catch (Throwable t) {
            throw broken(t);
        }
    }

    static long word(MemorySegment function, long a, long b, long c) {
        try {
            return (long) L_LLL.invokeExact(function, a, b, c);
        } catch (Throwable t) {
            throw broken(t);
        }
    }

    static long word(MemorySegment function, long a, long b, long c, long d) {
        try {
            return (long) L_LLLL.invokeExact(function, a, b, c, d);
        } catch (Throwable t) {
            throw broken(t);
        }
    }

    static long word(MemorySegment function, double a) {
        try {
            return (long) L_D.invokeExact(function, a);
        } catch (Throwable t) {
            throw broken(t);
        }
    }

    static int number(MemorySegment function, long a) {
        try {
            return (int) I_L.invokeExact(function, a);
        } catch (Throwable t) {
            throw broken(t);
        }
    }

    static int number(MemorySegment function, long a, long b) {
        try {
            return (int) I_LL.invokeExact(function, a, b);
        } catch (Throwable t) {
            throw broken(t);
        }
    }

    static int number(MemorySegment function, long a, long b, long c) {
        try {
            return (int) I_LLL.invokeExact(function, a, b, c);
        } catch (Throwable t) {
            throw broken(t);
        }
    }

    static void run(MemorySegment function, long a) {
        try {
            V_L.invokeExact(function, a);
        } catch (Throwable t) {
            throw broken(t);
        }
    }

    static void run(MemorySegment function, long a, long b) {
        try {
            V_LL.invokeExact(function, a, b);
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

    /** Calls of start-up and shutdown only; bound late so that they cost nothing otherwise. */
    static final class Rare {
        private static final MethodHandle STATUS_L = handle(Layouts.STATUS, JAVA_LONG);
        private static final MethodHandle STATUS_LL = handle(Layouts.STATUS, JAVA_LONG, JAVA_LONG);
        private static final MethodHandle STATUS_LLL = handle(Layouts.STATUS, JAVA_LONG, JAVA_LONG, JAVA_LONG);
        private static final MethodHandle ADDRESS_LI = handle(ADDRESS, JAVA_LONG, JAVA_INT);

        private Rare() {}

        static MemorySegment status(SegmentAllocator result, MemorySegment function, long a) {
            try {
                return (MemorySegment) STATUS_L.invokeExact(function, result, a);
            } catch (Throwable t) {
                throw broken(t);
            }
        }

        static MemorySegment status(SegmentAllocator result, MemorySegment function, long a, long b) {
            try {
                return (MemorySegment) STATUS_LL.invokeExact(function, result, a, b);
            } catch (Throwable t) {
                throw broken(t);
            }
        }

        static MemorySegment status(SegmentAllocator result, MemorySegment function, long a, long b, long c) {
            try {
                return (MemorySegment) STATUS_LLL.invokeExact(function, result, a, b, c);
            } catch (Throwable t) {
                throw broken(t);
            }
        }

        static MemorySegment open(MemorySegment function, long path, int flags) {
            try {
                return (MemorySegment) ADDRESS_LI.invokeExact(function, path, flags);
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
