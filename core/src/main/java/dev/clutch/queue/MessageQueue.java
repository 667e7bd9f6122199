package dev.clutch.queue;

import dev.clutch.error.QueueException;
import dev.clutch.error.QueueException.Reason;
import dev.clutch.message.Message;
import dev.clutch.message.ReducedKinds;
import dev.clutch.message.Sendable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
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
 */
public final class MessageQueue implements Sendable, Selectable, AutoCloseable {

    /** Sender of items that Java code put. */
    public static final long JAVA = -1;

    private final Items items;
    private final References references = new References();
    private final Queues owner;
    private final long id;
    private final int maxSize;
    private final Unbound unbound;
    private final boolean pickles;

    MessageQueue(Queues owner, long id, int maxSize, Unbound unbound, boolean pickles) {
        this.owner = owner;
        this.id = id;
        this.maxSize = maxSize;
        this.unbound = unbound;
        this.pickles = pickles;
        this.items = new Items(id, maxSize);
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
        return items.size();
    }

    /** Whether a {@code put} would wait at this moment. */
    public boolean isFull() {
        return items.isFull();
    }

    /** What is going on at this moment. */
    public QueueStatistics statistics() {
        return items.statistics();
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
            return items.putAll(List.of(new Item(message, JAVA, Unbound.KEEP)), timeout);
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
            items.giveBack(item);
            throw e;
        }
    }

    /** Takes the oldest item, or gives up after the given time and returns empty. */
    public Optional<Message> poll(Duration timeout) throws InterruptedException {
        return items.takeMany(1, Timeout.of(timeout)).stream().findFirst().map(this::open);
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
        if (items.putAll(List.of(new Item(message, sender, policy)), timeout) == 0) {
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
        return items.putAll(
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
        List<Item> taken = items.takeMany(most, timeout);
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
        return items.putUnlessBusy(new Item(message, sender, policy));
    }

    /** As {@link #get(Timeout)}, but returns null where that would wait: for an item, its turn, or another thread. */
    public @Nullable Message getNow() {
        return openOrNull(items.takeUnlessBusy());
    }

    private Item take(Timeout timeout) throws InterruptedException {
        List<Item> taken = items.takeMany(1, timeout);
        if (taken.isEmpty()) {
            throw empty();
        }
        return taken.getFirst();
    }

    private QueueException empty() {
        return new QueueException(Reason.EMPTY, "queue " + id + " is empty");
    }

    private @Nullable Message openOrNull(@Nullable Item item) {
        return item == null ? null : open(item);
    }

    private Message open(Item item) {
        if (item.isError()) {
            throw new QueueException(
                    Reason.ITEM_INTERPRETER_DESTROYED,
                    "the interpreter that put this item into queue " + id + " is gone");
        }
        return item.message();
    }

    // ---- for the view as a BlockingQueue -----------------------------------------------------------------

    /** Returns whether there was a place. */
    boolean putUnlessFull(Item item) {
        return items.putUnlessFull(item);
    }

    @Nullable
    Message peek() {
        return items.peek();
    }

    List<Message> snapshot() {
        return items.snapshot();
    }

    // ---- those that have no thread to wait with ------------------------------------------------------------

    @Override
    public Readiness readiness() {
        return items.readyToGet();
    }

    /** Tells when there may be a place. */
    public Readiness readinessToPut() {
        return items.readyToPut();
    }

    @Override
    public @Nullable Message takeNow(long party) {
        return openOrNull(items.takeUnlessEmpty());
    }

    // ---- the end -----------------------------------------------------------------------------------------

    /**
     * Takes no more items; whoever waits for a place has an error. Once it is empty, so has whoever wants to
     * get one. As {@code queue.Queue.shutdown} of Python 3.13. Harmless when repeated.
     *
     * @param immediately whether to drop the items that are in it
     */
    public void shutDown(boolean immediately) {
        items.end(Items.State.SHUT_DOWN, immediately);
    }

    /** Drops all items, wakes all waiters with an error, and gives the id up. Harmless when repeated. */
    @Override
    public void close() {
        owner.forget(this);
        items.end(Items.State.CLOSED, true);
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
        items.senderEnded(sender);
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
