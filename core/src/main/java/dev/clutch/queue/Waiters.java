package dev.clutch.queue;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The waits of threads for other threads of the same interpreter: each waiter waits once, and is woken
 * once. Safe for use by many threads.
 */
public final class Waiters {
    private final Map<Long, Waiter> open = new ConcurrentHashMap<>();
    /** Of the process: Python objects of the main interpreter outlive an engine that is closed. */
    private static final AtomicLong LAST_ID = new AtomicLong();

    private static final class Waiter {
        final long interpreter;
        final Semaphore wakes = new Semaphore(0);
        boolean woken;

        Waiter(long interpreter) {
            this.interpreter = interpreter;
        }

        synchronized boolean wake() {
            boolean first = !woken;
            if (first) {
                woken = true;
                wakes.release();
            }
            return first;
        }
    }

    /** There are none yet. */
    public Waiters() {}

    /** Makes a waiter for a thread of that interpreter, and returns its id. */
    public long open(long interpreter) {
        long id = LAST_ID.incrementAndGet();
        open.put(id, new Waiter(interpreter));
        return id;
    }

    /** Waits until the waiter is woken, or was. Returns false if that took too long. */
    public boolean await(long id, Timeout timeout) throws InterruptedException {
        Waiter waiter = open.get(id);
        return waiter != null && waiter.wakes.tryAcquire(timeout.nanos(), TimeUnit.NANOSECONDS);
    }

    /** Wakes the waiter. Returns false if it was woken before, or is closed. */
    public boolean wake(long id) {
        @Nullable Waiter waiter = open.get(id);
        return waiter != null && waiter.wake();
    }

    /** Nobody needs the waiter any more. */
    public void close(long id) {
        open.remove(id);
    }

    /** Closes the waiters of an interpreter that has ended. */
    public void interpreterEnded(long id) {
        open.values().removeIf(waiter -> waiter.interpreter == id);
    }

    /** How many there are. */
    public int size() {
        return open.size();
    }
}
