package dev.clutch.queue;

import dev.clutch.error.QueueException;
import dev.clutch.error.QueueException.Reason;
import dev.clutch.message.Message;
import dev.clutch.message.ReducedKinds;
import dev.clutch.message.Sendable;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
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
 * while it holds the lock, so no wake is lost. No other lock is taken while this one is held. A {@code
 * get} may look for a while without the lock before it waits.
 */
public final class MessageQueue implements Sendable, AutoCloseable {

    /** Sender of items that Java code put. */
    public static final long JAVA = -1;

    private record Item(Message message, long sender, Unbound unbound) {}

    /** About as long as it takes to park a thread and to wake it, in nanoseconds. */
    private static final long LONGEST_SPIN = Runtime.getRuntime().availableProcessors() > 1 ? 20_000 : 0;

    /** How many waits do without, after a spin in vain. */
    private static final int WAITS_WITHOUT_SPIN = 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition notEmpty = lock.newCondition();
    private final Condition notFull = lock.newCondition();
    private final ArrayDeque<Item> items = new ArrayDeque<>();
    private final Queues owner;
    private final long id;
    private final int maxSize;
    private final Unbound unbound;
    private final boolean pickles;
    private final References references = new References();
    private boolean closed;

    /** As many as in {@code items}, for those that look without the lock. */
    private volatile int size;

    /** For how many waits to come nobody spins; not exact. */
    private volatile int waitsWithoutSpin;

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
        return size;
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
        put(Message.of(value), JAVA, Unbound.KEEP, Timeout.FOREVER);
    }

    /**
     * Puts a value unless the queue stays full for the given time.
     *
     * @return whether the value is in the queue now
     */
    public boolean offer(@Nullable Object value, Duration timeout) throws InterruptedException {
        return tryPut(new Item(Message.of(value), JAVA, Unbound.KEEP), Timeout.of(timeout));
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

    /**
     * As {@link #put(Message, long, Unbound, Timeout)}, but gives up where that would wait: for a place, or
     * for another thread that is using the queue.
     *
     * @return whether the message is in the queue now
     */
    public boolean putNow(Message message, long sender, Unbound policy) {
        if (!lock.tryLock()) {
            return false;
        }
        try {
            return requireOpen() && hasPlace() && add(new Item(message, sender, policy));
        } finally {
            lock.unlock();
        }
    }

    /** As {@link #get(Timeout)}, but returns null where that would wait: for an item, or for another thread. */
    public @Nullable Message getNow() {
        if (!lock.tryLock()) {
            return null;
        }
        try {
            return requireOpen() && !items.isEmpty() ? open(remove()) : null;
        } finally {
            lock.unlock();
        }
    }

    private boolean hasPlace() {
        return maxSize <= 0 || items.size() < maxSize;
    }

    private boolean add(Item item) {
        items.addLast(item);
        size = items.size();
        notEmpty.signal();
        return true;
    }

    private Item remove() {
        Item item = items.removeFirst();
        size = items.size();
        notFull.signal();
        return item;
    }

    private boolean tryPut(Item item, Timeout timeout) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = timeout.nanos();
            while (requireOpen() && !hasPlace()) {
                if (nanos <= 0) {
                    return false;
                }
                nanos = notFull.awaitNanos(nanos);
            }
            return add(item);
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Item tryGet(Timeout timeout) throws InterruptedException {
        if (size == 0 && timeout.nanos() > LONGEST_SPIN) {
            spin();
        }
        return take(timeout);
    }

    /** Spares two that answer each other at once, each on a core, the time of parking and waking. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // not exact
    private void spin() {
        if (waitsWithoutSpin > 0) {
            waitsWithoutSpin--;
            return;
        }
        long begin = System.nanoTime();
        while (size == 0) {
            if (System.nanoTime() - begin >= LONGEST_SPIN) {
                waitsWithoutSpin = WAITS_WITHOUT_SPIN;
                return;
            }
            Thread.onSpinWait();
        }
    }

    private @Nullable Item take(Timeout timeout) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = timeout.nanos();
            while (requireOpen() && items.isEmpty()) {
                if (nanos <= 0) {
                    return null;
                }
                nanos = notEmpty.awaitNanos(nanos);
            }
            return remove();
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

    /** Applies the policy of every item that the given interpreter has put, and drops its references. */
    void interpreterEnded(long interpreter) {
        senderEnded(interpreter);
        if (references.dropAll(interpreter)) {
            close();
        }
    }

    private void senderEnded(long sender) {
        lock.lock();
        try {
            int before = items.size();
            items.removeIf(item -> item.sender == sender && item.unbound == Unbound.REMOVE);
            for (int n = before - items.size(); n > 0; n--) {
                notFull.signal();
            }
            for (int n = items.size(); n > 0; n--) {
                items.addLast(orphaned(items.removeFirst(), sender));
            }
            size = items.size();
        } finally {
            lock.unlock();
        }
    }

    private static Item orphaned(Item item, long sender) {
        if (item.sender != sender) {
            return item;
        }
        return switch (item.unbound) {
            case REPLACE ->
                new Item(new Message.Reduced(ReducedKinds.UNBOUND, Message.None.NONE), ENDED, Unbound.REPLACE);
            case ERROR -> new Item(Message.None.NONE, ENDED, Unbound.ERROR);
            case REMOVE, KEEP -> item;
        };
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

    /** Drops all items, wakes all waiters with an error, and gives the id up. Harmless when repeated. */
    @Override
    public void close() {
        owner.forget(this);
        lock.lock();
        try {
            closed = true;
            items.clear();
            size = 0;
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
