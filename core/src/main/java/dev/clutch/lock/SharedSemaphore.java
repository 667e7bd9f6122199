package dev.clutch.lock;

import dev.clutch.error.SharedException;
import dev.clutch.error.SharedException.Reason;
import dev.clutch.message.ReducedKinds;
import dev.clutch.queue.Line;
import dev.clutch.queue.MessageQueue;
import dev.clutch.queue.Timeout;
import dev.clutch.shared.SharedObjects;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A semaphore for all interpreters and for Java code: {@code clutch.Semaphore} in Python, or {@code
 * clutch.BoundedSemaphore}. Safe for use by many threads, virtual ones included.
 *
 * <p>The permits of a <b>bounded</b> one say how many use something at once. They are booked to the
 * interpreters that take them, and those of an interpreter that ends come back. The permits of an
 * <b>unbounded</b> one may as well count things that happen, so nothing is known of who has them, and they
 * do not come back.
 */
public final class SharedSemaphore extends Primitive {
    private static final long UNBOUNDED = Long.MAX_VALUE;

    private final Line line = new Line(monitor(), () -> hasPermit());
    private final Map<Long, Long> takenBy = new LinkedHashMap<>();
    private final long bound;
    private long permits;
    private long acquisitions;

    /** One with that many permits, which are also the most that it can have if it is bounded; see {@link Locks}. */
    SharedSemaphore(SharedObjects owner, long permits, boolean bounded) {
        super(owner, bounded ? ReducedKinds.BOUNDED_SEMAPHORE : ReducedKinds.SEMAPHORE, new ReentrantLock());
        if (permits < 0) {
            throw new IllegalArgumentException("the initial value of a semaphore must be >= 0, not " + permits);
        }
        this.permits = permits;
        this.bound = bounded ? permits : UNBOUNDED;
    }

    private boolean hasPermit() {
        return permits > 0;
    }

    private boolean isBounded() {
        return bound != UNBOUNDED;
    }

    /** Takes a permit, waiting while there is none. */
    public void acquire() throws InterruptedException {
        acquire(MessageQueue.JAVA, Timeout.FOREVER);
    }

    /** Takes a permit if there is one. Returns whether there was. */
    public boolean tryAcquire() {
        return guarded(() -> takeAtOnce(MessageQueue.JAVA, true));
    }

    /** Takes a permit, or gives up after the given time and returns false. */
    public boolean tryAcquire(Duration timeout) throws InterruptedException {
        return acquire(MessageQueue.JAVA, Timeout.of(timeout));
    }

    /**
     * Takes a permit.
     *
     * @param party for whom: the id of an interpreter, or {@link MessageQueue#JAVA}
     * @return false if none came in time
     */
    public boolean acquire(long party, Timeout timeout) throws InterruptedException {
        return guarded(() -> {
            boolean waits = timeout.nanos() > 0;
            return takeAtOnce(party, !waits) || (waits && line.await(timeout, this::requireUsable, () -> take(party)));
        });
    }

    /** Takes a permit if that needs no wait at all, not even for a moment. Returns whether it did. */
    public boolean acquireNow(long party) {
        if (!monitor().tryLock()) {
            return false;
        }
        try {
            return takeAtOnce(party, false);
        } finally {
            monitor().unlock();
        }
    }

    private boolean takeAtOnce(long party, boolean overtake) {
        requireUsable();
        return (overtake || line.mayOvertake()) && take(party);
    }

    private boolean take(long party) {
        if (permits == 0) {
            return false;
        }
        permits--;
        acquisitions++;
        if (isBounded()) {
            takenBy.merge(party, 1L, Long::sum);
        }
        return true;
    }

    /** Gives a permit. */
    public void release() {
        release(MessageQueue.JAVA, 1);
    }

    /**
     * Gives permits.
     *
     * @param party who gives them; if others have taken them, then in their place
     * @throws SharedException if a bounded semaphore would have more than it was made with
     * @throws IllegalArgumentException if the count is less than one
     */
    public void release(long party, long count) {
        if (count < 1) {
            throw new IllegalArgumentException("the number of permits must be one or more, not " + count);
        }
        run(() -> {
            requireUsable();
            requireRoom(count);
            if (isBounded()) {
                strikeOff(party, count);
            }
            permits += count;
            line.wakeFirst();
        });
    }

    private void requireRoom(long count) {
        if (count > bound - permits) {
            throw new SharedException(
                    Reason.TOO_MANY, this + " was released too many times: it has " + permits + " of " + bound);
        }
    }

    private void strikeOff(long party, long count) {
        long left = count - strikeOffOne(party, count);
        for (long other : takenBy.keySet().toArray(Long[]::new)) {
            left -= strikeOffOne(other, left);
        }
    }

    /** Returns how many permits were struck off that one party. */
    private long strikeOffOne(long party, long most) {
        long taken = takenBy.getOrDefault(party, 0L);
        long struck = Math.min(taken, most);
        if (struck == taken) {
            takenBy.remove(party);
        } else {
            takenBy.put(party, taken - struck);
        }
        return struck;
    }

    /** How many permits can be taken at this moment. */
    public long availablePermits() {
        return guarded(() -> permits);
    }

    /** How many permits it has at most; empty if it is not bounded. */
    public java.util.OptionalLong bound() {
        return isBounded() ? java.util.OptionalLong.of(bound) : java.util.OptionalLong.empty();
    }

    /**
     * {@code value}, the permits; {@code bound}, or null; {@code waiters}, {@code acquisitions}, {@code waits}
     * (acquisitions that were not at once).
     */
    @Override
    public Map<String, @Nullable Object> statistics() {
        return guarded(() -> {
            Map<String, @Nullable Object> numbers = new LinkedHashMap<>();
            numbers.put("value", permits);
            numbers.put("bound", isBounded() ? bound : null);
            numbers.put("waiters", line.length());
            numbers.put("acquisitions", acquisitions);
            numbers.put("waits", line.waits());
            return numbers;
        });
    }

    @Override
    protected void interpreterEnded(long interpreter) {
        run(() -> {
            Long taken = takenBy.remove(interpreter);
            if (taken != null) {
                permits += taken;
                line.wakeFirst();
            }
        });
    }

    @Override
    void wakeAll() {
        line.wakeAll();
    }
}
