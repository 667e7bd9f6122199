package dev.clutch.queue;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Looks for a while before its caller waits. That spares two threads that answer each other at once,
 * each on a core of its own, the time of parking and waking; after a spin in vain it is not tried
 * again for some waits. One core at least is left to those that have something to do: in the whole process no
 * more threads look at a time. Safe for use by many threads; its memory is not exact.
 */
public final class Spin {
    /** About as long as it takes to park a thread and to wake it, in nanoseconds; a hit takes less than a tenth. */
    private static final long LONGEST = 20_000;

    private static final int WAITS_WITHOUT = 20;
    private static final int MOST = Runtime.getRuntime().availableProcessors() - 1;
    private static final AtomicInteger LOOKING = new AtomicInteger();

    private volatile int waitsWithout;

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
        } else if (LOOKING.incrementAndGet() <= MOST) {
            waitsWithout = look(condition) ? 0 : WAITS_WITHOUT;
            LOOKING.decrementAndGet();
        } else {
            LOOKING.decrementAndGet();
        }
    }

    private static boolean look(BooleanSupplier condition) {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - begin >= LONGEST) {
                return false;
            }
            Thread.onSpinWait();
        }
        return true;
    }
}
