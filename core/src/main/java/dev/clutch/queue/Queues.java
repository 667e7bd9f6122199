package dev.clutch.queue;

import dev.clutch.error.QueueException;
import dev.clutch.error.QueueException.Reason;
import dev.clutch.message.Message;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** All queues of one {@code Interpreters}, by id. Safe for use by many threads; nothing here blocks. */
public final class Queues implements AutoCloseable {
    /** Of the process, since Python's main interpreter outlives this: an id is never given out twice. */
    private static final AtomicLong LAST_ID = new AtomicLong();

    private final ConcurrentHashMap<Long, MessageQueue> byId = new ConcurrentHashMap<>();
    private final Message.Handles handles;

    /**
     * No queues yet.
     *
     * @param handles finds the Java object of a handle that Java code takes from a queue
     */
    public Queues(Message.Handles handles) {
        this.handles = handles;
    }

    /**
     * Makes a queue.
     *
     * @param maxSize how many items fit; zero or less for no bound
     * @param unbound what becomes of items whose sender ended
     */
    public MessageQueue create(int maxSize, Unbound unbound) {
        return create(maxSize, unbound, true);
    }

    /**
     * Makes a queue.
     *
     * @param maxSize how many items fit; zero or less for no bound
     * @param unbound what becomes of items whose sender ended
     * @param pickles whether Python objects that are not shareable may be put, unless their sender says
     *     otherwise
     */
    public MessageQueue create(int maxSize, Unbound unbound, boolean pickles) {
        MessageQueue queue = new MessageQueue(this, LAST_ID.incrementAndGet(), maxSize, unbound, pickles);
        byId.put(queue.id(), queue);
        return queue;
    }

    /**
     * The queue of that id.
     *
     * @throws QueueException if there is no such queue, or none any more
     */
    public MessageQueue find(long id) {
        MessageQueue queue = findOrNull(id);
        if (queue == null) {
            throw new QueueException(Reason.NOT_FOUND, "queue " + id + " not found");
        }
        return queue;
    }

    /** The queue of that id, or null. */
    public @Nullable MessageQueue findOrNull(long id) {
        return byId.get(id);
    }

    /** The open queues, oldest first. */
    public List<MessageQueue> list() {
        List<MessageQueue> queues = new ArrayList<>(byId.values());
        queues.sort(Comparator.comparingLong(MessageQueue::id));
        return queues;
    }

    /** Applies {@link Unbound} to what the given interpreter had put into any queue. */
    public void senderEnded(long interpreter) {
        byId.values().forEach(queue -> queue.senderEnded(interpreter));
    }

    /** As {@link #senderEnded}, and drops its references. */
    public void interpreterEnded(long interpreter) {
        byId.values().forEach(queue -> queue.interpreterEnded(interpreter));
    }

    Message.Handles handles() {
        return handles;
    }

    void forget(MessageQueue queue) {
        byId.remove(queue.id(), queue);
    }

    /** Closes every queue. */
    @Override
    public void close() {
        list().forEach(MessageQueue::close);
    }
}
