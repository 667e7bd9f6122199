package dev.clutch.queue;

import dev.clutch.error.QueueException;
import dev.clutch.error.QueueException.Reason;
import dev.clutch.message.Message;
import java.time.Duration;
import java.util.AbstractQueue;
import java.util.Collection;
import java.util.Iterator;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A {@link MessageQueue} as {@code java.util.concurrent} knows queues. */
final class BlockingQueueView extends AbstractQueue<Object> implements BlockingQueue<Object> {
    private final MessageQueue queue;
    private final Message.Handles handles;

    BlockingQueueView(MessageQueue queue, Message.Handles handles) {
        this.queue = queue;
        this.handles = handles;
    }

    @Override
    public void put(Object value) throws InterruptedException {
        queue.put(value);
    }

    @Override
    public boolean offer(Object value) {
        Message message = Message.of(value);
        try {
            return queue.putUnlessFull(new Item(message, MessageQueue.JAVA, Unbound.KEEP));
        } finally {
            message.cargo().settle();
        }
    }

    @Override
    public boolean offer(Object value, long timeout, TimeUnit unit) throws InterruptedException {
        return queue.offer(value, Duration.of(timeout, unit.toChronoUnit()));
    }

    @Override
    public Object take() throws InterruptedException {
        return orNone(queue.get());
    }

    @Override
    public @Nullable Object poll() {
        Message message = queue.takeNow(MessageQueue.JAVA);
        return message == null ? null : value(message);
    }

    @Override
    public @Nullable Object poll(long timeout, TimeUnit unit) throws InterruptedException {
        return queue.poll(Duration.of(timeout, unit.toChronoUnit()))
                .map(this::value)
                .orElse(null);
    }

    @Override
    public @Nullable Object peek() {
        Message message = queue.peek();
        return message == null ? null : value(message);
    }

    private Object value(Message message) {
        return orNone(message.toJava(handles));
    }

    private static Object orNone(@Nullable Object value) {
        return value == null ? Message.None.NONE : value;
    }

    @Override
    public int remainingCapacity() {
        return queue.maxSize() <= 0 ? Integer.MAX_VALUE : Math.max(0, queue.maxSize() - queue.size());
    }

    @Override
    public int drainTo(Collection<? super Object> target) {
        return drainTo(target, Integer.MAX_VALUE);
    }

    @Override
    public int drainTo(Collection<? super Object> target, int most) {
        int taken = 0;
        while (taken < most) {
            Message message = takeUnlessShutDown();
            if (message == null) {
                break;
            }
            target.add(value(message));
            taken++;
        }
        return taken;
    }

    private @Nullable Message takeUnlessShutDown() {
        try {
            return queue.takeNow(MessageQueue.JAVA);
        } catch (QueueException e) {
            if (e.reason() == Reason.SHUT_DOWN) {
                return null;
            }
            throw e;
        }
    }

    @Override
    public int size() {
        return queue.size();
    }

    /** Over what was in the queue at the call. */
    @Override
    public Iterator<Object> iterator() {
        return queue.snapshot().stream().map(this::value).iterator();
    }
}
