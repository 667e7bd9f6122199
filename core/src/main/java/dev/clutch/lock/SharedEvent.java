package dev.clutch.lock;

import dev.clutch.message.ReducedKinds;
import dev.clutch.queue.Timeout;
import dev.clutch.shared.SharedObjects;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A flag that can be waited for, for all interpreters and for Java code: {@code clutch.Event} in Python. Safe
 * for use by many threads, virtual ones included.
 */
public final class SharedEvent extends Primitive {
    private final Condition changed = monitor().newCondition();
    private volatile boolean set;
    private long sets;
    private long waiters;

    /** One that is not set; see {@link Locks}. */
    SharedEvent(SharedObjects owner) {
        super(owner, ReducedKinds.EVENT, new ReentrantLock());
    }

    /** Whether it is set. */
    public boolean isSet() {
        return set;
    }

    /** Sets it, and wakes all who wait. */
    public void set() {
        run(() -> {
            requireUsable();
            if (!set) {
                set = true;
                sets++;
                changed.signalAll();
            }
        });
    }

    /** Takes the flag down; whoever was woken by it stays awake. */
    public void clear() {
        run(() -> {
            requireUsable();
            set = false;
        });
    }

    /** Waits until it is set. */
    public void await() throws InterruptedException {
        await(Timeout.FOREVER);
    }

    /** Waits until it is set, or the time is over; returns false then. */
    public boolean await(Duration timeout) throws InterruptedException {
        return await(Timeout.of(timeout));
    }

    /** Waits until it is set, or the time is over; returns false then. */
    public boolean await(Timeout timeout) throws InterruptedException {
        return guarded(() -> {
            long before = sets;
            long nanos = timeout.nanos();
            waiters++;
            try {
                while (!isSetSince(before) && nanos > 0) {
                    nanos = changed.awaitNanos(nanos);
                }
                return isSetSince(before);
            } finally {
                waiters--;
            }
        });
    }

    private boolean isSetSince(long before) {
        requireUsable();
        return set || sets != before;
    }

    /** {@code set}, {@code waiters}, and {@code sets}: how often it was set. */
    @Override
    public Map<String, @Nullable Object> statistics() {
        return guarded(() -> {
            Map<String, @Nullable Object> numbers = new LinkedHashMap<>();
            numbers.put("set", set);
            numbers.put("waiters", waiters);
            numbers.put("sets", sets);
            return numbers;
        });
    }

    @Override
    protected void interpreterEnded(long interpreter) {
        // Nobody holds an event.
    }

    @Override
    void wakeAll() {
        changed.signalAll();
    }
}
