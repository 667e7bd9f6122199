package dev.clutch.queue;

import java.util.function.BooleanSupplier;

/**
 * Looks for a while before its caller waits. That spares two threads that answer each other at once the time of
 * parking and waking. Safe for use by many threads; its memory is not exact.
 *
 * <p>Who answers from another core is quicker than a system call, so it looks without any at first. Then it yields
 * between looks: if the other thread is on the same core, that hands the core over at a third of the cost, and since
 * both are runnable all the time, the kernel moves one to another core if there is an idle one. A thread that only spun
 * would keep the other one out.
 *
 * <p>A look in vain is paid off before the next one: by as many waits as it took microseconds. So it costs a wait no
 * more than a microsecond on average, even where yielding gave the core to somebody who kept it for long.
 */
public final class Spin {
    /** In which an answer comes from another core, in nanoseconds. */
    private static final long CLOSE = 700;

    /** About as long as it takes to park a thread and to wake it, in nanoseconds. */
    private static final long LONGEST = 20_000;

    private static final long PAYMENT = 1_000;

    private volatile long waitsWithout;

    /** Ready to look. */
    public Spin() {}

    /**
     * Returns when the condition is true, or it does not pay to look any longer.
     *
     * @param timeout what the caller is going to wait; a short wait is not worth a look
     */
    @SuppressWarnings("NonAtomicVolatileUpdate") // not exact
    public void until(BooleanSupplier condition, Timeout timeout) {
        if (timeout.nanos() <= LONGEST) {
            return;
        }
        if (waitsWithout > 0) {
            waitsWithout--;
        } else {
            waitsWithout = look(condition) / PAYMENT;
        }
    }

    /** Returns how long it looked in vain, in nanoseconds; 0 if the condition is true. */
    @SuppressWarnings("ThreadPriorityCheck") // yielding is for speed only; see above
    private static long look(BooleanSupplier condition) {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            long elapsed = System.nanoTime() - begin;
            if (elapsed >= LONGEST) {
                return elapsed;
            }
            if (elapsed < CLOSE) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
        return 0;
    }
}
