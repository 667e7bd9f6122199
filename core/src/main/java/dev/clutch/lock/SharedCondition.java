package dev.clutch.lock;

import dev.clutch.error.SharedException;
import dev.clutch.message.ReducedKinds;
import dev.clutch.queue.Timeout;
import dev.clutch.shared.Owner;
import dev.clutch.shared.SharedObjects;
import dev.clutch.shared.Uninterruptibly;
import java.util.ArrayDeque;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/**
 * A condition of a {@link SharedLock}: {@code clutch.Condition} in Python. Safe for use by many threads. All
 * its methods want the lock to be held, and throw a {@link SharedException} if it is not.
 *
 * <p><b>No notification is lost.</b> Who waits stays on the list until he has the lock back, so one that comes
 * after his time was over, or after an interrupt, still counts as his.
 */
public final class SharedCondition extends Primitive implements Condition {
    private static final class Ticket {
        final Condition wake;
        boolean notified;

        Ticket(Condition wake) {
            this.wake = wake;
        }
    }

    private final SharedLock lock;
    private final ArrayDeque<Ticket> tickets = new ArrayDeque<>();
    private long notifications;

    SharedCondition(SharedObjects owner, SharedLock lock) {
        super(owner, ReducedKinds.CONDITION, lock.monitor());
        this.lock = lock;
    }

    /** The lock that it belongs to. */
    public SharedLock lock() {
        return lock;
    }

    /**
     * Gives the lock up, waits to be notified, and takes the lock back.
     *
     * @return whether it was notified before the time was over
     * @throws InterruptedException after an interrupt, with the lock held; but without it after a second
     *     one, which came before the lock was free
     * @throws SharedException if the lock was abandoned meanwhile; it is not held then. Or if the condition was
     *     closed, with the lock held
     */
    public boolean waitForNotification(Owner who, Timeout timeout) throws InterruptedException {
        return guarded(() -> {
            requireUsable();
            Integer lost = lock.takeForfeit(who);
            return lost == null ? giveUpAndWait(who, timeout) : takeBack(who, lost);
        });
    }

    /** Called again, after an interrupt that took the lock from it: what was missed meanwhile nobody knows. */
    private boolean takeBack(Owner who, int times) throws InterruptedException {
        restore(lock.takeBack(who, times, false));
        return true;
    }

    private boolean giveUpAndWait(Owner who, Timeout timeout) throws InterruptedException {
        int times = lock.giveUp(who);
        Ticket ticket = new Ticket(monitor().newCondition());
        tickets.addLast(ticket);
        try {
            boolean interrupted = sleep(ticket, timeout.nanos());
            boolean isInterrupted = lock.takeBack(who, times, interrupted);
            if (isInterrupted && !ticket.notified) {
                throw new InterruptedException();
            }
            restore(isInterrupted);
            requireUsable();
            return ticket.notified;
        } finally {
            tickets.remove(ticket);
        }
    }

    /** Returns whether it was interrupted. */
    private boolean sleep(Ticket ticket, long timeout) {
        long nanos = timeout;
        try {
            while (!ticket.notified && nanos > 0) {
                requireUsable();
                lock.requireUsable();
                nanos = ticket.wake.awaitNanos(nanos);
            }
            return false;
        } catch (InterruptedException e) {
            return true;
        } catch (SharedException e) {
            return false; // why is said once the lock is taken back, or by that
        }
    }

    private static void restore(boolean interrupted) {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Wakes those who have waited longest.
     *
     * @param count how many at most
     */
    public void notify(Owner who, long count) {
        run(() -> {
            requireUsable();
            lock.requireHeld(who);
            long left = count;
            for (Ticket ticket : tickets) {
                if (left > 0 && !ticket.notified) {
                    left--;
                    ticket.notified = true;
                    notifications++;
                    ticket.wake.signal();
                }
            }
        });
    }

    /** {@code waiters}, {@code notifications} (how many were woken so far), and {@code lock}, its id. */
    @Override
    public Map<String, @Nullable Object> statistics() {
        return guarded(() -> {
            Map<String, @Nullable Object> numbers = new LinkedHashMap<>();
            numbers.put(
                    "waiters",
                    tickets.stream().filter(ticket -> !ticket.notified).count());
            numbers.put("notifications", notifications);
            numbers.put("lock", lock.id());
            return numbers;
        });
    }

    @Override
    protected void interpreterEnded(long interpreter) {
        // What it held is the lock's matter, and its waits had to end before it could.
    }

    @Override
    void wakeAll() {
        tickets.forEach(ticket -> ticket.wake.signal());
    }

    /** Has the lock forget it. */
    @Override
    void left() {
        lock.remove(this);
    }

    // ---- java.util.concurrent -------------------------------------------------------------------------------

    @Override
    public void await() throws InterruptedException {
        waitForNotification(Owner.java(), Timeout.FOREVER);
    }

    @Override
    public void awaitUninterruptibly() {
        Uninterruptibly.run(() -> waitForNotification(Owner.java(), Timeout.FOREVER));
    }

    @Override
    public long awaitNanos(long nanosTimeout) throws InterruptedException {
        long deadline = System.nanoTime() + nanosTimeout;
        waitForNotification(Owner.java(), new Timeout(nanosTimeout));
        return deadline - System.nanoTime();
    }

    @Override
    public boolean await(long time, TimeUnit unit) throws InterruptedException {
        return waitForNotification(Owner.java(), new Timeout(unit.toNanos(time)));
    }

    @Override
    @SuppressWarnings("JavaUtilDate") // the interface wants it
    public boolean awaitUntil(Date deadline) throws InterruptedException {
        long millis = deadline.getTime() - System.currentTimeMillis();
        return waitForNotification(Owner.java(), new Timeout(TimeUnit.MILLISECONDS.toNanos(millis)));
    }

    @Override
    public void signal() {
        notify(Owner.java(), 1);
    }

    @Override
    public void signalAll() {
        notify(Owner.java(), Long.MAX_VALUE);
    }
}
