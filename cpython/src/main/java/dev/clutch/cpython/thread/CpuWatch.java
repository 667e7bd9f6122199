package dev.clutch.cpython.thread;

import dev.clutch.cpython.capi.CpuClocks;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The CPU time that one thread uses while it is attached to one interpreter. Reading the clock is a call of the
 * system, which takes longer than a call of Python: so only interpreters that are to be metered have such watches.
 */
final class CpuWatch {
    private static final long STOPPED = -1;

    private final long nativeThread;
    private final MemorySegment memory;
    private volatile long begun = STOPPED;
    private volatile long total;

    /** A watch for the calling thread. */
    CpuWatch(long nativeThread, Arena arena) {
        this.nativeThread = nativeThread;
        this.memory = CpuClocks.memory(arena);
    }

    /** The thread is attached, since its birth. */
    void startAtBirth() {
        begun = 0;
    }

    /** The thread has been attached just now. */
    void start() {
        begun = CpuClocks.own(memory);
    }

    /** The thread is going to be detached. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // written by this thread only
    void stop() {
        long since = begun;
        if (since != STOPPED) {
            begun = STOPPED;
            total += CpuClocks.own(memory) - since;
        }
    }

    /** Nanoseconds up to now; may be asked by any thread. */
    long nanos() {
        long since = begun;
        long before = total;
        return since == STOPPED
                ? before
                : before + Math.max(0, CpuClocks.of(nativeThread).orElse(since) - since);
    }
}
