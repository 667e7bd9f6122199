package dev.clutch.channel;

import dev.clutch.channel.ChannelInfo.State;
import dev.clutch.error.ChannelException;
import dev.clutch.error.ChannelException.Reason;
import dev.clutch.message.Message;
import dev.clutch.queue.Line;
import dev.clutch.queue.MessageQueue;
import dev.clutch.queue.Readiness;
import dev.clutch.queue.References;
import dev.clutch.queue.Selectable;
import dev.clutch.queue.Timeout;
import dev.clutch.queue.Unbound;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A first-in, first-out way from any number of senders to any number of receivers, interpreters and
 * Java threads alike. A sender may wait until its item was received. Java code uses a channel by its
 * {@link #sender} and its {@link #receiver}; so does Python code, with {@code clutch.channels}.
 *
 * <p>An interpreter holds an end from its first use on, until it releases it or ends; Java code counts
 * as one more interpreter. The channel closes when nobody holds an end any more.
 *
 * <p>Safe for use by many threads, virtual ones included. Waits react to {@link Thread#interrupt} and
 * wake at once. Everything throws a {@link ChannelException} with {@link Reason#CLOSED} once the channel
 * is closed, also to those that are waiting then.
 *
 * <p><b>Concurrency.</b> One lock guards all state. Receivers stand in one {@linkplain Line line}; a sender that
 * waits has a condition of its own, so that a receipt wakes nobody else. Whoever takes an item out decides its fate
 * under the lock, so an item is either received or withdrawn, and its sender knows which. Waiters
 * re-check after every wake. No other lock is taken while this one is held.
 */
public final class Channel implements Selectable, AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private final Items items = new Items(lock);
    private final Ends ends = new Ends();
    private final References references = new References();
    private final AtomicBoolean heldForJava = new AtomicBoolean();
    private final Channels owner;
    private final long id;
    private final Unbound unbound;
    private final boolean pickles;
    private State state = State.OPEN;

    Channel(Channels owner, long id, Unbound unbound, boolean pickles) {
        this.owner = owner;
        this.id = id;
        this.unbound = unbound;
        this.pickles = pickles;
    }

    /** Names this channel in every interpreter; never given to another channel. */
    public long id() {
        return id;
    }

    /** What becomes of items whose sender ended, unless the sender said otherwise. */
    public Unbound unbound() {
        return unbound;
    }

    /** Whether objects that do not cross by value may cross as a pickle, unless the sender says otherwise. */
    public boolean pickles() {
        return pickles;
    }

    /** The end where Java code sends. */
    public SendChannel sender() {
        return new SendChannel(this);
    }

    /** The end where Java code receives. */
    public ReceiveChannel receiver() {
        return new ReceiveChannel(this);
    }

    /**
     * How many items are in the channel at this moment.
     *
     * @throws ChannelException if it is closed
     */
    public int count() {
        return locked(() -> {
            requireOpen();
            return items.size();
        });
    }

    /** The state of the channel at this moment, as the given party sees it; also when it is closed. */
    public ChannelInfo info(long party) {
        return locked(() -> state == State.CLOSED
                ? ChannelInfo.CLOSED
                : new ChannelInfo(
                        state, items.size(), ends.counts(), ends.use(End.SEND, party), ends.use(End.RECEIVE, party)));
    }

    /**
     * The ids of the interpreters that hold an end, in their order.
     *
     * @throws ChannelException if that end is closed
     */
    public List<Long> interpreters(End end) {
        return locked(() -> {
            if (end == End.SEND) {
                requireSending();
            } else {
                requireOpen();
            }
            return ends.holders(end).stream()
                    .filter(party -> party != MessageQueue.JAVA)
                    .toList();
        });
    }

    /**
     * Sends an item and returns at once.
     *
     * @throws ChannelException if the channel is closed, or the sender has released its end
     */
    public void sendNowait(Item item) {
        locked(() -> add(new Pending(item, null), item.sender()));
    }

    /**
     * Sends an item and waits until it was received. When that does not happen in time, or the thread
     * is interrupted, the item is withdrawn.
     *
     * @return whether it was received
     * @throws ChannelException if the channel is closed, now or before the receipt, or the sender has
     *     released its end
     */
    public boolean send(Item item, Timeout timeout) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            Condition received = lock.newCondition();
            Pending sent = new Pending(item, received);
            add(sent, item.sender());
            awaitReceipt(sent, received, timeout.nanos());
            if (sent.isDropped()) {
                throw new ChannelException(Reason.CLOSED, "channel " + id + " was closed before the item was received");
            }
            return sent.isReceived();
        } finally {
            lock.unlock();
        }
    }

    private void add(Pending sent, long sender) {
        requireSending();
        requireHold(End.SEND, sender);
        items.add(sent);
    }

    private void awaitReceipt(Pending sent, Condition received, long nanos) throws InterruptedException {
        try {
            while (sent.isUndecided() && nanos > 0) {
                nanos = received.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            if (!sent.isReceived()) {
                throw e;
            }
            Thread.currentThread().interrupt(); // the item is gone, so the send is done
        } finally {
            withdraw(sent);
        }
    }

    private void withdraw(Pending sent) {
        if (sent.isUndecided()) {
            items.withdraw(sent);
            closeIfDrained();
        }
    }

    /**
     * Receives the oldest item, waiting while there is none.
     *
     * @param receiver the interpreter's id, or {@link MessageQueue#JAVA}
     * @throws ChannelException if none came in time; or if the channel is closed, or the receiver has
     *     released its end, now or before one came
     */
    public Received receive(long receiver, Timeout timeout) throws InterruptedException {
        Received received = tryReceive(receiver, timeout);
        if (received == null) {
            throw new ChannelException(Reason.EMPTY, "channel " + id + " is empty");
        }
        return received;
    }

    /** As {@link #receive}, with null if no item came in time. */
    @Nullable
    Received tryReceive(long receiver, Timeout timeout) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            requireReceiving(receiver);
            boolean waits = timeout.nanos() > 0;
            if (!items.isEmpty() && (!waits || items.receivers().mayOvertake())) {
                return removeFirst();
            }
            return waits ? awaitItem(receiver, timeout) : null;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Received awaitItem(long receiver, Timeout timeout) throws InterruptedException {
        List<Received> received = new ArrayList<>(1);
        items.receivers()
                .await(
                        timeout,
                        () -> requireReceiving(receiver),
                        () -> !items.isEmpty() && received.add(removeFirst()));
        return received.isEmpty() ? null : received.getFirst();
    }

    @Override
    public Readiness readiness() {
        return items.readiness();
    }

    @Override
    public @Nullable Message takeNow(long receiver) {
        Received received = locked(() -> {
            requireReceiving(receiver);
            return items.isEmpty() ? null : removeFirst();
        });
        return received == null ? null : received.orThrow();
    }

    private void requireReceiving(long receiver) {
        requireOpen();
        requireHold(End.RECEIVE, receiver);
    }

    private Received removeFirst() {
        Received received = items.receive();
        closeIfDrained();
        return received;
    }

    private void requireOpen() {
        if (state == State.CLOSED) {
            throw closed();
        }
    }

    private void requireSending() {
        if (state != State.OPEN) {
            throw closed();
        }
    }

    private ChannelException closed() {
        return new ChannelException(Reason.CLOSED, "channel " + id + " is closed");
    }

    private void requireHold(End end, long party) {
        if (!ends.hold(end, party)) {
            throw new ChannelException(
                    Reason.CLOSED, "channel " + id + " is closed to this interpreter, which has released that end");
        }
    }

    /**
     * Gives ends up on behalf of an interpreter, for good. Closes the channel if nobody holds one then.
     *
     * @throws ChannelException if the channel is closed
     */
    public void release(long party, Set<End> which) {
        locked(() -> {
            requireOpen();
            which.forEach(end -> ends.release(end, party));
            items.wakeAll();
            closeIfAbandoned();
        });
    }

    void senderEnded(long interpreter) {
        locked(() -> {
            items.senderEnded(interpreter);
            closeIfDrained();
        });
    }

    void interpreterEnded(long interpreter) {
        senderEnded(interpreter);
        locked(() -> {
            ends.partyEnded(interpreter);
            closeIfAbandoned();
        });
    }

    private void closeIfAbandoned() {
        if (ends.isAbandoned()) {
            end();
        }
    }

    private void closeIfDrained() {
        if (state == State.CLOSING && items.isEmpty()) {
            end();
        }
    }

    /**
     * Closes the send end for everyone; the channel closes as soon as it is empty.
     *
     * @throws ChannelException if that end is closed
     */
    public void closeSending() {
        locked(() -> {
            requireSending();
            state = State.CLOSING;
            closeIfDrained();
        });
    }

    /**
     * Closes both ends for everyone, if there is nothing left to be received.
     *
     * @throws ChannelException if the channel is closed, or not empty
     */
    public void closeEmpty() {
        locked(() -> {
            requireOpen();
            if (!items.isEmpty()) {
                throw new ChannelException(
                        Reason.NOT_EMPTY,
                        "channel " + id + " has " + items.size() + " items left; receive them, or close it by force");
            }
            end();
        });
    }

    /**
     * Closes both ends for everyone and drops what is in the channel.
     *
     * @throws ChannelException if the channel is closed
     */
    public void closeByForce() {
        locked(() -> {
            requireOpen();
            end();
        });
    }

    /** Closes both ends for everyone and drops what is in the channel. Harmless when repeated. */
    @Override
    public void close() {
        shut();
        if (heldForJava.getAndSet(false)) {
            owner.dropReference(id, MessageQueue.JAVA);
        }
    }

    void shut() {
        locked(this::end);
    }

    private void end() {
        state = State.CLOSED;
        items.drop();
        items.wakeAll();
    }

    /** Java code made this channel: it refers to it and holds both ends until it closes it. */
    void holdForJava() {
        heldForJava.set(true);
        owner.addReference(id, MessageQueue.JAVA);
        locked(() -> {
            requireHold(End.SEND, MessageQueue.JAVA);
            requireHold(End.RECEIVE, MessageQueue.JAVA);
        });
    }

    private void locked(Runnable work) {
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }

    private <T extends @Nullable Object> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    Message.Handles handles() {
        return owner.handles();
    }

    References references() {
        return references;
    }

    @Override
    public String toString() {
        return "Channel[" + id + "]";
    }
}
