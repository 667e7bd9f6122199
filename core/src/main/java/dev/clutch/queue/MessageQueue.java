package dev.clutch.queue;

import dev.clutch.error.QueueException;
import dev.clutch.error.QueueException.Reason;
import dev.clutch.message.Message;
import dev.clutch.message.ReducedKinds;
import dev.clutch.message.Sendable;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A queue that any number of interpreters and Java threads put into and get from: first in, first
 * out, with or without a bound. The same queue is {@code concurrent.interpreters.Queue} in Python.
 *
 * <p>Safe for use by many threads, virtual ones included. {@code put} and {@code get} block, react
 * to {@link Thread#interrupt}, and wake at once; {@code offer} and {@code poll} wait no longer than
 * they are told. After a {@link #shutDown} nothing can be put, and nothing be got once it is empty. All
 * of them throw a {@link QueueException} then, and once the queue is closed, also to those that are
 * waiting.
 *
 * <p><b>Concurrency.</b> One lock guards the items; two {@linkplain Line lines}, one for each direction, say
 * who is next, so nobody starves whose calls can wait. A waiter re-checks its condition under the lock after every wake, so a
 * wake that comes too early or late does no harm. Every change that can satisfy a waiter wakes the first
 * while it holds the lock, so no wake is lost. No other queue's lock is taken while this one is held. A {@code get} may look for a while without the lock before
 * it waits.
 *
 * <p>Longer than most classes, because all that is guarded by the lock is here.
 */
public final class MessageQueue implements Sendable, Selectable, AutoCloseable {

    /** Sender of items that Java code put. */
    public static final long JAVA = -1;

    private enum State {
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
    private final References references = new References();
    private final Spin spin = new Spin();
    private final Queues owner;
    private final long id;
    private final int maxSize;
    private final Unbound unbound;
    private final boolean pickles;
    private State state = State.OPEN;
    private long put;
    private long got;

    /** As many as in {@code items}, for those that look without the lock; releasing it makes it seen. */
    private final AtomicInteger size = new AtomicInteger();

    MessageQueue(Queues owner, long id, int maxSize, Unbound unbound, boolean pickles) {
        this.owner = owner;
        this.id = id;
        this.maxSize = maxSize;
        this.unbound = unbound;
        this.pickles = pickles;
    }

    /** Names this queue in every interpreter; never given to another queue. */
    public long id() {
        return id;
    }

    /** How many items fit; zero or less means as many as memory holds. */
    public int maxSize() {
        return maxSize;
    }

    /** What becomes of items whose sender ended, unless the sender said otherwise. */
    public Unbound unbound() {
        return unbound;
    }

    /** Whether Python objects that are not shareable may be put, unless their sender says otherwise. */
    public boolean pickles() {
        return pickles;
    }

    /** How many items are in the queue at this moment. */
    public int size() {
        return size.get();
    }

    /** Whether a {@code put} would wait at this moment. */
    public boolean isFull() {
        return maxSize > 0 && size() >= maxSize;
    }

    /** What is going on at this moment. */
    public QueueStatistics statistics() {
        lock.lock();
        try {
            return new QueueStatistics(items.size(), put, got, getters.length(), putters.length(), state != State.OPEN);
        } finally {
            lock.unlock();
        }
    }

    // ---- for Java code ---------------------------------------------------------------------------------

    /**
     * Puts a value, waiting while the queue is full.
     *
     * @param value anything that {@link Message#of} takes
     */
    public void put(@Nullable Object value) throws InterruptedException {
        putOfJava(value, Timeout.FOREVER);
    }

    /**
     * Puts a value unless the queue stays full for the given time.
     *
     * @return whether the value is in the queue now
     */
    public boolean offer(@Nullable Object value, Duration timeout) throws InterruptedException {
        return putOfJava(value, Timeout.of(timeout)) == 1;
    }

    private int putOfJava(@Nullable Object value, Timeout timeout) throws InterruptedException {
        Message message = Message.of(value);
        try {
            return putAll(List.of(new Item(message, JAVA, Unbound.KEEP)), timeout);
        } finally {
            message.cargo().settle();
        }
    }

    /**
     * Takes the oldest item, waiting while there is none.
     *
     * @return its Java value as in {@link Message#toJava}; null for Python's {@code None}
     * @throws dev.clutch.error.NotShareableException if Java cannot hold it; it stays in the queue then
     */
    public @Nullable Object get() throws InterruptedException {
        Item item = take(Timeout.FOREVER);
        try {
            return open(item).toJavaOrLeave(owner.handles());
        } catch (dev.clutch.error.NotShareableException e) {
            giveBack(item);
            throw e;
        }
    }

    /** Takes the oldest item, or gives up after the given time and returns empty. */
    public Optional<Message> poll(Duration timeout) throws InterruptedException {
        return takeMany(1, Timeout.of(timeout)).stream().findFirst().map(this::open);
    }

    /**
     * This queue as Java's libraries know queues. They have no null: Python's {@code None} is {@link
     * Message.None#NONE} there.
     */
    public BlockingQueue<Object> asBlockingQueue() {
        return new BlockingQueueView(this, owner.handles());
    }

    // ---- on behalf of interpreters -----------------------------------------------------------------------

    /**
     * Puts a message.
     *
     * @param sender the interpreter's id, or {@link #JAVA}
     * @param policy what becomes of the item should the sender end before it is taken
     * @throws QueueException if no place came free in time
     */
    public void put(Message message, long sender, Unbound policy, Timeout timeout) throws InterruptedException {
        if (putAll(List.of(new Item(message, sender, policy)), timeout) == 0) {
            throw new QueueException(Reason.FULL, "queue " + id + " is full");
        }
    }

    /**
     * Puts messages in their order, waiting while the queue is full. Others may put theirs in between.
     *
     * @return how many were put before the time was up
     */
    public int putMany(List<Message> messages, long sender, Unbound policy, Timeout timeout)
            throws InterruptedException {
        return putAll(
                messages.stream()
                        .map(message -> new Item(message, sender, policy))
                        .toList(),
                timeout);
    }

    /**
     * Takes the oldest message.
     *
     * @throws QueueException if none came in time, or its sender ended and had asked for an error then
     */
    public Message get(Timeout timeout) throws InterruptedException {
        return open(take(timeout));
    }

    /**
     * Takes the oldest messages, waiting until there is one. Stops before one that is an error, unless it is
     * the first.
     *
     * @param most how many to take at most
     * @throws QueueException as {@link #get(Timeout)}
     */
    public List<Message> getMany(int most, Timeout timeout) throws InterruptedException {
        List<Item> taken = takeMany(most, timeout);
        if (taken.isEmpty()) {
            throw empty();
        }
        return taken.stream().map(this::open).toList();
    }

    /**
     * As {@link #put(Message, long, Unbound, Timeout)}, but gives up where that would wait: for a place, for those
     * who wait for one, or for another thread that is using the queue.
     *
     * @return whether the message is in the queue now
     */
    public boolean putNow(Message message, long sender, Unbound policy) {
        return lock.tryLock() && putAndUnlock(new Item(message, sender, policy), false);
    }

    /** As {@link #get(Timeout)}, but returns null where that would wait: for an item, its turn, or another thread. */
    public @Nullable Message getNow() {
        return lock.tryLock() ? takeAndUnlock(false) : null;
    }

    // ---- under the lock ----------------------------------------------------------------------------------

    /** Returns whether there was a place. */
    boolean putUnlessFull(Item item) {
        lock.lock();
        return putAndUnlock(item, true);
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

    private @Nullable Message takeAndUnlock(boolean overtake) {
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
        return open(item);
    }

    private int putAll(List<Item> all, Timeout timeout) throws InterruptedException {
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

    private Item take(Timeout timeout) throws InterruptedException {
        List<Item> taken = takeMany(1, timeout);
        if (taken.isEmpty()) {
            throw empty();
        }
        return taken.getFirst();
    }

    private QueueException empty() {
        return new QueueException(Reason.EMPTY, "queue " + id + " is empty");
    }

    private List<Item> takeMany(int most, Timeout timeout) throws InterruptedException {
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

    private boolean hasItem() {
        return !items.isEmpty();
    }

    private boolean hasPlace() {
        return maxSize <= 0 || items.size() < maxSize;
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

    private Item remove() {
        Item item = items.removeFirst();
        size.lazySet(items.size());
        got++;
        putters.wakeFirst();
        return item;
    }

    /** Whoever took it could not use it. */
    private void giveBack(Item item) {
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
            throw new QueueException(Reason.NOT_FOUND, "queue " + id + " not found");
        }
    }

    private QueueException shutDownError() {
        return new QueueException(Reason.SHUT_DOWN, "queue " + id + " is shut down");
    }

    private Message open(Item item) {
        if (item.isError()) {
            throw new QueueException(
                    Reason.ITEM_INTERPRETER_DESTROYED,
                    "the interpreter that put this item into queue " + id + " is gone");
        }
        return item.message();
    }

    // ---- those that have no thread to wait with ------------------------------------------------------------

    @Override
    public Readiness readiness() {
        return readyToGet;
    }

    /** Tells when there may be a place. */
    public Readiness readinessToPut() {
        return readyToPut;
    }

    @Override
    public @Nullable Message takeNow(long party) {
        lock.lock();
        return takeAndUnlock(true);
    }

    // ---- the end -----------------------------------------------------------------------------------------

    /**
     * Takes no more items; whoever waits for a place has an error. Once it is empty, so has whoever wants to
     * get one. As {@code queue.Queue.shutdown} of Python 3.13. Harmless when repeated.
     *
     * @param immediately whether to drop the items that are in it
     */
    public void shutDown(boolean immediately) {
        end(State.SHUT_DOWN, immediately);
    }

    /** Drops all items, wakes all waiters with an error, and gives the id up. Harmless when repeated. */
    @Override
    public void close() {
        owner.forget(this);
        end(State.CLOSED, true);
    }

    private void end(State end, boolean drop) {
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

    /** Who refers to the queue: Java code that made it, and interpreters by Python objects that stand for it. */
    public References references() {
        return references;
    }

    /** A party refers to it once less; the last reference closes it. Harmless if there is none. */
    public void dropReference(long party) {
        if (references.drop(party)) {
            close();
        }
    }

    /** Applies the policy of every item that the given interpreter has put, and drops its references. */
    void interpreterEnded(long interpreter) {
        senderEnded(interpreter);
        if (references.dropAll(interpreter)) {
            close();
        }
    }

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

    @Override
    public Message asMessage() {
        return new Message.Reduced(ReducedKinds.QUEUE, new Message.Int(id));
    }

    @Override
    public String toString() {
        return "MessageQueue[" + id + "]";
    }
}
