package dev.clutch.queue;

import dev.clutch.error.QueueException;
import dev.clutch.error.QueueException.Reason;
import dev.clutch.message.Message;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The items of one queue, and all that its lock guards.
 *
 * <p><b>Concurrency.</b> One lock guards the items; two {@linkplain Line lines}, one for each direction, say
 * who is next, so nobody starves whose calls can wait. A waiter re-checks its condition under the lock after every wake,
 * so a wake that comes too early or late does no harm. Every change that can satisfy a waiter wakes the first
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
    private final ArrayDeque<Item> items = new ArrayDeque<>();
    private final Line getters = new Line(lock, () -> hasItem());
    private final Line putters = new Line(lock, () -> hasPlace());
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
            return new QueueStatistics(items.size(), put, got, getters.length(), putters.length(), state != State.OPEN);
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
                Item item = all.get(done);
                requireOpen();
                if (hasPlace() && (nanos <= 0 || putters.mayOvertake())) {
                    add(item);
                } else {
                    nanos = nanos <= 0 ? 0 : putters.await(nanos, this::requireOpen, () -> addIfPlace(item));
                    if (nanos == 0) {
                        break;
                    }
                }
                done++;
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
        return putAndUnlock(item, true);
    }

    /** Returns whether there was a place that nobody waits for, and nobody else held the lock. */
    boolean putUnlessBusy(Item item) {
        return lock.tryLock() && putAndUnlock(item, false);
    }

    private boolean putAndUnlock(Item item, boolean overtake) {
        try {
            requireOpen();
            if (!hasPlace() || !(overtake || putters.mayOvertake())) {
                return false;
            }
            add(item);
        } finally {
            lock.unlock();
        }
        readyToGet.tell();
        return true;
    }

    private boolean addIfPlace(Item item) {
        boolean place = hasPlace();
        if (place) {
            add(item);
        }
        return place;
    }

    private void add(Item item) {
        if (item.message() instanceof Message.Laden laden) {
            laden.cargo().accept();
        }
        items.addLast(item);
        size.lazySet(items.size());
        put++;
        getters.wakeFirst();
    }

    /** Whoever took it could not use it. */
    void giveBack(Item item) {
        lock.lock();
        try {
            if (state != State.CLOSED) {
                items.addFirst(item);
                size.lazySet(items.size());
                got--;
                getters.wakeFirst();
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
        List<Item> taken = new ArrayList<>(1);
        lock.lockInterruptibly();
        try {
            requireMore();
            boolean waits = timeout.nanos() > 0;
            if (hasItem() && (!waits || getters.mayOvertake())) {
                removeMany(most, taken);
            } else if (waits) {
                getters.await(timeout, this::requireMore, () -> removeMany(most, taken));
            }
        } finally {
            lock.unlock();
        }
        if (!taken.isEmpty()) {
            readyToPut.tell();
        }
        return taken;
    }

    /** Returns null if there is none. */
    @Nullable
    Item takeUnlessEmpty() {
        lock.lock();
        return takeAndUnlock(true);
    }

    /** Returns null if there is none, others wait for it, or somebody else holds the lock. */
    @Nullable
    Item takeUnlessBusy() {
        return lock.tryLock() ? takeAndUnlock(false) : null;
    }

    private @Nullable Item takeAndUnlock(boolean overtake) {
        Item item;
        try {
            requireMore();
            if (!hasItem() || !(overtake || getters.mayOvertake())) {
                return null;
            }
            item = remove();
        } finally {
            lock.unlock();
        }
        readyToPut.tell();
        return item;
    }

    /** Returns whether there was any. */
    private boolean removeMany(int most, List<Item> taken) {
        boolean alone = false;
        while (hasItem() && taken.size() < most && !alone) {
            alone = items.getFirst().isError();
            if (alone && !taken.isEmpty()) {
                break;
            }
            taken.add(remove());
        }
        return !taken.isEmpty();
    }

    private Item remove() {
        Item item = items.removeFirst();
        size.lazySet(items.size());
        got++;
        putters.wakeFirst();
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

    private boolean hasItem() {
        return !items.isEmpty();
    }

    private boolean hasPlace() {
        return maxSize <= 0 || items.size() < maxSize;
    }

    private void requireOpen() {
        requireNotClosed();
        if (state == State.SHUT_DOWN) {
            throw shutDownError();
        }
    }

    /** Refuses if there is no item and never will be. */
    private void requireMore() {
        requireNotClosed();
        if (state == State.SHUT_DOWN && items.isEmpty()) {
            throw shutDownError();
        }
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
            getters.wakeAll();
            putters.wakeAll();
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
                if (left != null) {
                    items.addLast(left);
                }
            }
            size.lazySet(items.size());
            putters.wakeFirst();
        } finally {
            lock.unlock();
        }
        readyToPut.tell();
    }
}
