package dev.clutch.pool;

import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/** A place for one worker, with the tasks whose keys belong to it. Guarded by the pool's lock. */
final class Slot {
    final int number;
    final ArrayDeque<Task> keyed = new ArrayDeque<>();
    final Condition wake;

    @Nullable
    Worker worker;

    /** Somebody has given it something to do since it began to wait. */
    boolean woken;

    /** Its worker has waited for long enough, and is going to end. */
    boolean isLeaving;

    Slot(int number, Condition wake) {
        this.number = number;
        this.wake = wake;
    }

    void wake() {
        woken = true;
        wake.signal();
    }
}
