package dev.clutch.queue;

import dev.clutch.error.QueueException;
import dev.clutch.error.QueueException.Reason;
import dev.clutch.message.Message;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The items of one queue, and all that its lock guards.
 *
 * <p><b>Concurrency.</b> One lock guards the items; two conditions, one for each direction, carry
 * the wakes. A waiter re-checks its condition under the lock after every wake, so a wake that comes
 * too early, late or for another waiter does no harm. Every change that can satisfy a waiter signals
 * while it holds the lock, so no wake is lost. No other queue's lock is taken while this one is held.
 * Whoever takes an item may look for a while without the lock before it waits.
 */
final class Items {

    /** How far a queue has come; it never goes back. */
    enum State {
        OPEN,
        SHUT_DOWN,
        CLOSED
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition notEmpty = lock.newCondition();
    private final Condition notFull = lock.newCondition();
    private final ArrayDeque<Item> items = new ArrayDeque<>();
    private final Readiness readyToGet = new Readiness();
    private final Readiness readyToPut = new Readiness();
    private final Spin spin = new Spin();
    private final long queue;
    private final int maxSize;
    private State state = State.OPEN;
    private long put;
    private long got;

    /** As many as in {@code items}, for those that look without the lock; releasing it makes it seen. */
    private final AtomicInteger size = new AtomicInteger();

    /**
     * None yet.
     *
     * @param queue the queue's id, for messages of errors
     * @param maxSize how many fit; zero or less for no bound
     */
    Items(long queue, int maxSize) {
        this.queue = queue;
        this.maxSize = maxSize;
    }

    int size() {
        return size.get();
    }

    boolean isFull() {
        return maxSize > 0 && size() >= maxSize;
    }

    Readiness readyToGet() {
        return readyToGet;
    }

    Readiness readyToPut() {
        return readyToPut;
    }

    QueueStatistics statistics() {
        lock.lock();
        try {
            return new QueueStatistics(
                    items.size(),
                    put,
                    got,
                    lock.getWaitQueueLength(notEmpty),
                    lock.getWaitQueueLength(notFull),
                    state != State.OPEN);
        } finally {
            lock.unlock();
        }
    }

    // ---- in ----------------------------------------------------------------------------------------------

    /** Returns how many were put before the time was up. */
    int putAll(List<Item> all, Timeout timeout) throws InterruptedException {
        int done = 0;
        lock.lockInterruptibly();
        try {
            long nanos = timeout.nanos();
            while (done < all.size()) {
                requireOpen();
                if (hasPlace()) {
                    add(all.get(done++));
                } else if (nanos > 0) {
                    nanos = notFull.awaitNanos(nanos);
                } else {
                    break;
                }
            }
        } finally {
            lock.unlock();
            readyToGet.tell();
        }
        return done;
    }

    /** Returns whether there was a place. */
    boolean putUnlessFull(Item item) {
        lock.lock();
        return putAndUnlock(item);
    }

    /** Returns whether there was a place, and nobody else held the lock. */
    boolean putUnlessBusy(Item item) {
        return lock.tryLock() && putAndUnlock(item);
    }

    private boolean putAndUnlock(Item item) {
        try {
            requireOpen();
            if (!hasPlace()) {
                return false;
            }
            add(item);
        } finally {
            lock.unlock();
        }
        readyToGet.tell();
        return true;
    }

    private void add(Item item) {
        if (item.message() instanceof Message.Laden laden) {
            laden.cargo().accept();
        }
        items.addLast(item);
        size.lazySet(items.size());
        put++;
        notEmpty.signal();
    }

    /** Whoever took it could not use it. */
    void giveBack(Item item) {
        lock.lock();
        try {
            if (state != State.CLOSED) {
                items.addFirst(item);
                size.lazySet(items.size());
                got--;
                notEmpty.signal();
            } else {
                item.message().cargo().discard();
            }
        } finally {
            lock.unlock();
        }
        readyToGet.tell();
    }

    // ---- out ---------------------------------------------------------------------------------------------

    /** Returns none if the time was up first; stops before one that is an error, unless it is the first. */
    List<Item> takeMany(int most, Timeout timeout) throws InterruptedException {
        if (size() == 0) {
            spin.until(() -> size() > 0, timeout);
        }
        List<Item> taken;
        lock.lockInterruptibly();
        try {
            long nanos = timeout.nanos();
            while (isEmptyButOpen()) {
                if (nanos <= 0) {
                    return List.of();
                }
                nanos = notEmpty.awaitNanos(nanos);
            }
            taken = removeMany(most);
        } finally {
            lock.unlock();
        }
        readyToPut.tell();
        return taken;
    }

    /** Returns null if there is none. */
    @Nullable
    Item takeUnlessEmpty() {
        lock.lock();
        return takeAndUnlock();
    }

    /** Returns null if there is none, or somebody else holds the lock. */
    @Nullable
    Item takeUnlessBusy() {
        return lock.tryLock() ? takeAndUnlock() : null;
    }

    private @Nullable Item takeAndUnlock() {
        Item item;
        try {
            if (isEmptyButOpen()) {
                return null;
            }
            item = remove();
        } finally {
            lock.unlock();
        }
        readyToPut.tell();
        return item;
    }

    private List<Item> removeMany(int most) {
        if (most == 1) {
            return List.of(remove());
        }
        List<Item> taken = new ArrayList<>();
        while (taken.size() < most && !items.isEmpty()) {
            boolean alone = items.getFirst().isError();
            if (alone && !taken.isEmpty()) {
                break;
            }
            taken.add(remove());
            if (alone) {
                break;
            }
        }
        return taken;
    }

    private Item remove() {
        Item item = items.removeFirst();
        size.lazySet(items.size());
        got++;
        notFull.signal();
        return item;
    }

    /** A copy of the oldest message that is no error, or null; see {@link Message#copy}. */
    @Nullable
    Message peek() {
        lock.lock();
        try {
            for (Item item : items) {
                if (!item.isError()) {
                    return item.message().copy();
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** Copies of what is in the queue at this moment, errors left out; see {@link Message#copy}. */
    List<Message> snapshot() {
        lock.lock();
        try {
            return Message.copies(items.stream()
                    .filter(item -> !item.isError())
                    .map(Item::message)
                    .toList());
        } finally {
            lock.unlock();
        }
    }

    // ---- what the lock guards ------------------------------------------------------------------------------

    private boolean hasPlace() {
        return maxSize <= 0 || items.size() < maxSize;
    }

    private void requireOpen() {
        requireNotClosed();
        if (state == State.SHUT_DOWN) {
            throw shutDownError();
        }
    }

    /** Throws if there is none and there never will be. */
    private boolean isEmptyButOpen() {
        requireNotClosed();
        if (state == State.SHUT_DOWN && items.isEmpty()) {
            throw shutDownError();
        }
        return items.isEmpty();
    }

    private void requireNotClosed() {
        if (state == State.CLOSED) {
            throw new QueueException(Reason.NOT_FOUND, "queue " + queue + " not found");
        }
    }

    private QueueException shutDownError() {
        return new QueueException(Reason.SHUT_DOWN, "queue " + queue + " is shut down");
    }

    // ---- the end -----------------------------------------------------------------------------------------

    /** Goes on to that state, unless it is further already; wakes all waiters. */
    void end(State end, boolean drop) {
        lock.lock();
        try {
            state = end.compareTo(state) > 0 ? end : state;
            if (drop) {
                items.forEach(item -> item.message().cargo().discard());
                items.clear();
                size.lazySet(0);
            }
            notEmpty.signalAll();
            notFull.signalAll();
        } finally {
            lock.unlock();
        }
        readyToGet.tell();
        readyToPut.tell();
    }

    /** Applies the policy of every item that the given interpreter has put. */
    void senderEnded(long sender) {
        lock.lock();
        try {
            for (int n = items.size(); n > 0; n--) {
                Item left = items.removeFirst().withoutSender(sender);
                if (left == null) {
                    notFull.signal();
                } else {
                    items.addLast(left);
                }
            }
            size.lazySet(items.size());
        } finally {
            lock.unlock();
        }
        readyToPut.tell();
    }
}
