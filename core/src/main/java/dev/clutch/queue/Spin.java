package dev.clutch.queue;

import java.util.function.BooleanSupplier;

/**
 * Looks for a while before its caller waits. That spares two threads that answer each other at once,
 * each on a core of its own, the time of parking and waking; after a spin in vain it is not tried
 * again for some waits. Safe for use by many threads; its memory is not exact.
 */
final class Spin {
    /** About as long as it takes to park a thread and to wake it, in nanoseconds. */
    static final long LONGEST = Runtime.getRuntime().availableProcessors() > 1 ? 20_000 : 0;

    private static final int WAITS_WITHOUT = 20;

    private volatile int waitsWithout;

    /** Returns when the condition is true, or the time is up. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // not exact
    void until(BooleanSupplier condition) {
        if (waitsWithout > 0) {
            waitsWithout--;
            return;
        }
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - begin >= LONGEST) {
                waitsWithout = WAITS_WITHOUT;
                return;
            }
            Thread.onSpinWait();
        }
    }
}
