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

    /** One object, so that other threads see either both numbers of before or both of after. */
    private record Reading(long total, long since) {
        long until(long now) {
            return total + Math.max(0, now - since);
        }
    }

    private final long nativeThread;
    private final MemorySegment memory;
    private volatile Reading reading = new Reading(0, STOPPED);

    /** A watch for the calling thread. */
    CpuWatch(long nativeThread, Arena arena) {
        this.nativeThread = nativeThread;
        this.memory = CpuClocks.memory(arena);
    }

    /** The thread is attached, since its birth. */
    void startAtBirth() {
        reading = new Reading(0, 0);
    }

    /** The thread has been attached just now. */
    void start() {
        reading = new Reading(reading.total, CpuClocks.own(memory));
    }

    /** The thread is going to be detached. */
    void stop() {
        Reading before = reading;
        if (before.since != STOPPED) {
            reading = new Reading(before.until(CpuClocks.own(memory)), STOPPED);
        }
    }

    /**
     * Nanoseconds up to now; may be asked by any thread.
     *
     * @param alive whether the thread is; the number of one that has ended may be another's by now
     */
    long nanos(boolean alive) {
        Reading last = reading;
        return last.since == STOPPED || !alive
                ? last.total
                : last.until(CpuClocks.of(nativeThread).orElse(last.since));
    }
}
