package dev.clutch.cpython.capi;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** {@code signal.h}, and CPython's pending calls, which run where signal handlers do. */
public final class Signals {
    /** {@code SIGINT}, the same on all platforms. */
    public static final int INTERRUPT = 2;

    private static final long SET_MASK = System.getProperty("os.name").startsWith("Mac") ? 3 : 2;
    private static final long MASK_SIZE = 128;
    private static final long DEFAULT_ACTION = 0;

    private final MemorySegment addPendingCall;

    Signals(NativeLibrary library) {
        addPendingCall = library.get("Py_AddPendingCall");
    }

    /** Lets all signals be delivered to the calling thread, whatever it has inherited. */
    public static void unblockAll() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment none = arena.allocate(MASK_SIZE, 8);
            Downcalls.number(NativeLibrary.libc("pthread_sigmask"), SET_MASK, none.address(), 0);
        }
    }

    /** Ends the process as the signal does by default: a shell then sees what it expects. */
    public static void dieOf(int signal) {
        Downcalls.word(NativeLibrary.libc("signal"), signal, DEFAULT_ACTION);
        Downcalls.word(NativeLibrary.libc("kill"), Downcalls.word(NativeLibrary.libc("getpid")), signal);
    }

    /** A task for {@link #addPendingCall}; kept for the life of the process. Must not throw. */
    public static MemorySegment pendingCall(Runnable task) {
        return HostMethods.task(task);
    }

    /** Has a task run by Python's main thread between two of its instructions, after signal handlers. */
    public void addPendingCall(MemorySegment pendingCall) {
        Downcalls.number(addPendingCall, pendingCall.address(), 0);
    }
}
