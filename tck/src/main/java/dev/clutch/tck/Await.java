package dev.clutch.tck;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition that nothing announces, such as the state of a thread. */
public final class Await {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private Await() {}

    /** Waits until the condition holds; fails when it still does not after a very long time. */
    public static void until(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("in " + LIMIT.toSeconds() + " s it did not happen that " + what);
            }
            LockSupport.parkNanos(100_000);
        }
    }

    /** Waits until the thread waits for another one, be it with a timeout or without. */
    public static void untilBlocked(Thread thread) {
        until(thread + " waits", () -> switch (thread.getState()) {
            case WAITING, TIMED_WAITING, BLOCKED -> true;
            case TERMINATED -> throw new AssertionError(thread + " has ended instead of waiting");
            case NEW, RUNNABLE -> false;
        });
    }
}
