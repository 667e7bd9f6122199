package dev.clutch.queue;

import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Those who wait for something that only some can have, first come first served. Guarded by the monitor: all methods
 * want it to be held.
 *
 * <p><b>Fairness.</b> Whoever comes while nobody has it may take it although others are in line: handing it
 * to one who sleeps would cost everybody the time to wake him. But not when the first in line has waited
 * for longer than {@link #PATIENCE}: then newcomers who can wait queue up behind him, so nobody starves.
 *
 * <p><b>No wake is lost.</b> Only the first in line is woken, and whoever leaves the line, with what he
 * waited for or without, wakes the next if there is something left to have.
 */
public final class Line {
    static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(1);

    private static final class Waiter {
        final Condition wake;
        final long since = System.nanoTime();

        Waiter(Condition wake) {
            this.wake = wake;
        }
    }

    private final ArrayDeque<Waiter> waiters = new ArrayDeque<>();
    private final ReentrantLock monitor;
    private final BooleanSupplier isFree;
    private long waits;

    /**
     * An empty line.
     *
     * @param isFree whether there is something to have
     */
    public Line(ReentrantLock monitor, BooleanSupplier isFree) {
        this.monitor = monitor;
        this.isFree = isFree;
    }

    /** How many wait at this moment. */
    public int length() {
        return waiters.size();
    }

    /** How often somebody had to wait. */
    public long waits() {
        return waits;
    }

    /** Whether a newcomer may take what is free. */
    public boolean mayOvertake() {
        Waiter first = waiters.peekFirst();
        return first == null || System.nanoTime() - first.since < PATIENCE;
    }

    /** Wakes who is next, if there is something to have. */
    public void wakeFirst() {
        Waiter first = waiters.peekFirst();
        if (first != null && isFree.getAsBoolean()) {
            first.wake.signal();
        }
    }

    /** Wakes all, so that they run their checks. */
    public void wakeAll() {
        waiters.forEach(waiter -> waiter.wake.signal());
    }

    /**
     * Waits for one's turn.
     *
     * @param check throws to end the wait
     * @param take takes what is free and returns true, or returns false
     * @return false if the time was over before
     */
    public boolean await(Timeout timeout, Runnable check, BooleanSupplier take) throws InterruptedException {
        return await(timeout.nanos(), check, take) > 0;
    }

    /**
     * As the other one.
     *
     * @return how many nanoseconds are left, at least one; or 0 if the time was over before
     */
    long await(long timeout, Runnable check, BooleanSupplier take) throws InterruptedException {
        Waiter me = new Waiter(monitor.newCondition());
        waiters.addLast(me);
        waits++;
        try {
            long nanos = timeout;
            while (nanos > 0) {
                nanos = me.wake.awaitNanos(nanos);
                check.run();
                if (waiters.peekFirst() == me && take.getAsBoolean()) {
                    return Math.max(1, nanos);
                }
            }
            return 0;
        } finally {
            waiters.remove(me);
            wakeFirst();
        }
    }
}
