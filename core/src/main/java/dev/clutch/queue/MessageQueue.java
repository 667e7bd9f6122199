package dev.clutch.queue;

import dev.clutch.error.QueueException;
import dev.clutch.error.QueueException.Reason;
import dev.clutch.message.Message;
import dev.clutch.message.ReducedKinds;
import dev.clutch.message.Sendable;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A queue that any number of interpreters and Java threads put into and get from: first in, first
 * out, with or without a bound. The same queue is {@code concurrent.interpreters.Queue} in Python.
 *
 * <p>Safe for use by many threads, virtual ones included. {@code put} and {@code get} block, react
 * to {@link Thread#interrupt}, and wake at once; {@code offer} and {@code poll} wait no longer than
 * they are told. All of them throw a {@link QueueException} with {@link Reason#NOT_FOUND} once the
 * queue is closed, also to those that are waiting then.
 *
 * <p><b>Concurrency.</b> One lock guards the items; two conditions, one for each direction, carry
 * the wakes. A waiter re-checks its condition under the lock after every wake, so a wake that comes
 * too early, late or for another waiter does no harm. Every change that can satisfy a waiter signals
 * while it holds the lock, so no wake is lost. No other lock is taken while this one is held.
 */
public final class MessageQueue implements Sendable, AutoCloseable {

    /** Sender of items that Java code put. */
    public static final long JAVA = -1;

    private record Item(Message message, long sender, Unbound unbound) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition notEmpty = lock.newCondition();
    private final Condition notFull = lock.newCondition();
    private final ArrayDeque<Item> items = new ArrayDeque<>();
    private final Queues owner;
    private final long id;
    private final int maxSize;
    private final Unbound unbound;
    private final AtomicInteger references = new AtomicInteger();
    private boolean closed;

    MessageQueue(Queues owner, long id, int maxSize, Unbound unbound) {
        this.owner = owner;
        this.id = id;
        this.maxSize = maxSize;
        this.unbound = unbound;
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

    /** How many items are in the queue at this moment. */
    public int size() {
        lock.lock();
        try {
            return items.size();
        } finally {
            lock.unlock();
        }
    }

    /** Whether a {@code put} would wait at this moment. */
    public boolean isFull() {
        return maxSize > 0 && size() >= maxSize;
    }

    /**
     * Puts a value, waiting while the queue is full.
     *
     * @param value anything that {@link Message#of} takes
     */
    public void put(@Nullable Object value) throws InterruptedException {
        offer(Message.of(value), Timeout.FOREVER);
    }

    /**
     * Puts a value unless the queue stays full for the given time.
     *
     * @return whether the value is in the queue now
     */
    public boolean offer(@Nullable Object value, Duration timeout) throws InterruptedException {
        return offer(Message.of(value), Timeout.of(timeout));
    }

    private boolean offer(Message message, Timeout timeout) throws InterruptedException {
        try {
            return tryPut(new Item(message, JAVA, Unbound.KEEP), timeout);
        } finally {
            message.cargo().settle();
        }
    }

    /**
     * Takes the oldest item, waiting while there is none.
     *
     * @return its Java value as in {@link Message#toJava}; null for Python's {@code None}
     */
    public @Nullable Object get() throws InterruptedException {
        return get(Timeout.FOREVER).toJava(owner.handles());
    }

    /** Takes the oldest item, or gives up after the given time and returns empty. */
    public Optional<Message> poll(Duration timeout) throws InterruptedException {
        return Optional.ofNullable(tryGet(Timeout.of(timeout))).map(this::open);
    }

    /**
     * Puts a message on behalf of an interpreter.
     *
     * @param sender the interpreter's id, or {@link #JAVA}
     * @param policy what becomes of the item should the sender end before it is taken
     * @throws QueueException if no place came free in time
     */
    public void put(Message message, long sender, Unbound policy, Timeout timeout) throws InterruptedException {
        if (!tryPut(new Item(message, sender, policy), timeout)) {
            throw new QueueException(Reason.FULL, "queue " + id + " is full");
        }
    }

    /**
     * Takes the oldest message.
     *
     * @throws QueueException if none came in time, or its sender ended and had asked for an error then
     */
    public Message get(Timeout timeout) throws InterruptedException {
        Item item = tryGet(timeout);
        if (item == null) {
            throw new QueueException(Reason.EMPTY, "queue " + id + " is empty");
        }
        return open(item);
    }

    private boolean tryPut(Item item, Timeout timeout) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = timeout.nanos();
            while (requireOpen() && maxSize > 0 && items.size() >= maxSize) {
                if (nanos <= 0) {
                    return false;
                }
                nanos = notFull.awaitNanos(nanos);
            }
            item.message.cargo().accept();
            items.addLast(item);
            notEmpty.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Item tryGet(Timeout timeout) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = timeout.nanos();
            while (requireOpen() && items.isEmpty()) {
                if (nanos <= 0) {
                    return null;
                }
                nanos = notEmpty.awaitNanos(nanos);
            }
            notFull.signal();
            return items.removeFirst();
        } finally {
            lock.unlock();
        }
    }

    private boolean requireOpen() {
        if (closed) {
            throw new QueueException(Reason.NOT_FOUND, "queue " + id + " not found");
        }
        return true;
    }

    private Message open(Item item) {
        if (item.unbound == Unbound.ERROR && item.sender == ENDED) {
            throw new QueueException(
                    Reason.ITEM_INTERPRETER_DESTROYED,
                    "the interpreter that put this item into queue " + id + " is gone");
        }
        return item.message;
    }

    /** In place of a sender that has ended. */
    private static final long ENDED = -2;

    /** Applies the policy of every item that the given interpreter has put. */
    void senderEnded(long sender) {
        lock.lock();
        try {
            int before = items.size();
            items.removeIf(item -> isToBeRemoved(item, sender));
            for (int n = before - items.size(); n > 0; n--) {
                notFull.signal();
            }
            for (int n = items.size(); n > 0; n--) {
                items.addLast(orphaned(items.removeFirst(), sender));
            }
        } finally {
            lock.unlock();
        }
    }

    private static boolean isToBeRemoved(Item item, long sender) {
        boolean removed = item.sender == sender && item.unbound == Unbound.REMOVE;
        if (removed) {
            item.message.cargo().discard();
        }
        return removed;
    }

    private static Item orphaned(Item item, long sender) {
        if (item.sender != sender) {
            return item;
        }
        if (item.unbound != Unbound.KEEP) {
            item.message.cargo().discard();
        }
        return switch (item.unbound) {
            case REPLACE ->
                new Item(new Message.Reduced(ReducedKinds.UNBOUND, Message.None.NONE), ENDED, Unbound.REPLACE);
            case ERROR -> new Item(Message.None.NONE, ENDED, Unbound.ERROR);
            case REMOVE, KEEP -> item;
        };
    }

    /** Somebody holds the queue: Java code that made it, or a Python object that stands for it. */
    public void addReference() {
        references.incrementAndGet();
    }

    /**
     * Somebody holds it no longer. Returns whether that was the last.
     *
     * @throws QueueException if nobody held it
     */
    public boolean dropReference() {
        int before = references.getAndUpdate(n -> Math.max(0, n - 1));
        if (before == 0) {
            throw new QueueException(Reason.NOT_BOUND, "queue " + id + " was never bound");
        }
        return before == 1;
    }

    /** Drops all items, wakes all waiters with an error, and gives the id up. Harmless when repeated. */
    @Override
    public void close() {
        owner.forget(this);
        lock.lock();
        try {
            closed = true;
            items.forEach(item -> item.message.cargo().discard());
            items.clear();
            notEmpty.signalAll();
            notFull.signalAll();
        } finally {
            lock.unlock();
        }
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
