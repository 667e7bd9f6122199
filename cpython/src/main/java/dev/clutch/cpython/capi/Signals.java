package dev.clutch.cpython.capi;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** {@code signal.h}, and CPython's pending calls, which run where signal handlers do. */
public final class Signals {
    /** {@code SIGINT}, the same on all platforms. */
    public static final int INTERRUPT = 2;

    private static final boolean MAC = System.getProperty("os.name").startsWith("Mac");
    private static final long SET_MASK = MAC ? 3 : 2;

    /** SIGILL, SIGTRAP, SIGBUS, SIGFPE, SIGSEGV, and the one by which it suspends threads. */
    private static final int[] NEEDED_BY_THE_JVM = {4, 5, MAC ? 10 : 7, 8, 11, suspending()};

    private static final long MASK_SIZE = 128;
    private static final long DEFAULT_ACTION = 0;

    /** Of {@code eval_breaker} in {@code PyThreadState}, in CPython 3.13 and 3.14, and two of its bits. */
    private static final long EVAL_BREAKER = 24;

    private static final long SIGNALS_PENDING = 1 << 1;
    private static final long CALLS_PENDING = 1 << 2;

    private final MemorySegment addPendingCall;
    private final MemorySegment makePendingCalls;
    private boolean knowsPending;

    Signals(NativeLibrary library) {
        addPendingCall = library.get("Py_AddPendingCall");
        makePendingCalls = library.get("Py_MakePendingCalls");
    }

    /**
     * Finds out whether this library tells which signals are pending where we expect it. The caller is
     * Python's main thread, attached by its main state, and nothing else runs yet.
     *
     * @param harmless what is made pending, and so run, to see it
     */
    public void checkPending(long mainState, MemorySegment harmless) {
        boolean before = hasBit(mainState, CALLS_PENDING);
        addPendingCall(harmless);
        boolean between = hasBit(mainState, CALLS_PENDING);
        Downcalls.word(makePendingCalls);
        knowsPending = !before && between && !hasBit(mainState, CALLS_PENDING);
    }

    /**
     * Whether a signal came whose handler the main thread has not begun to run; true also if that is not
     * known. Any thread may ask.
     */
    public boolean isPending(long mainState) {
        return !knowsPending || hasBit(mainState, SIGNALS_PENDING);
    }

    private static boolean hasBit(long mainState, long bit) {
        // SAFETY: within PyThreadState, whose size is far larger in all versions; the main one is never freed.
        return (Memory.word(mainState + EVAL_BREAKER) & bit) != 0;
    }

    /** SIGUSR2, unless HotSpot was told another; the launcher does. */
    private static int suspending() {
        String told = System.getenv("_JAVA_SR_SIGNUM");
        return told != null && told.matches("[1-9][0-9]?") ? Integer.parseInt(told) : MAC ? 31 : 12;
    }

    /** Keeps from the calling thread all signals but those that the JVM needs in each of its threads. */
    public static void blockAll() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment most = arena.allocate(MASK_SIZE, 8).fill((byte) -1);
            for (int signal : NEEDED_BY_THE_JVM) {
                int bit = signal - 1;
                most.set(JAVA_BYTE, bit / 8, (byte) (most.get(JAVA_BYTE, bit / 8) & ~(1 << bit % 8)));
            }
            Downcalls.number(NativeLibrary.libc("pthread_sigmask"), SET_MASK, most.address(), 0);
        }
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
