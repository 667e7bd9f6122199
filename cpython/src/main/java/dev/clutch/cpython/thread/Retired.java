package dev.clutch.cpython.thread;

import java.util.concurrent.atomic.AtomicLong;

/** What thread states that are gone had counted. */
final class Retired {
    private final AtomicLong entries = new AtomicLong();
    private final AtomicLong cpuNanos = new AtomicLong();

    void add(ThreadState state) {
        entries.addAndGet(state.entries());
        cpuNanos.addAndGet(state.cpuNanos());
    }

    long entries() {
        return entries.get();
    }

    long cpuNanos() {
        return cpuNanos.get();
    }
}
