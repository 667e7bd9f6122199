package dev.clutch.channel;

import dev.clutch.channel.ChannelInfo.State;
import dev.clutch.error.ChannelException;
import dev.clutch.message.Message;
import dev.clutch.message.ReducedKinds;
import dev.clutch.message.Sendable;
import dev.clutch.queue.MessageQueue;
import dev.clutch.queue.Timeout;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The end of a channel where Java code receives; {@code clutch.channels.RecvChannel} in Python. Safe for
 * use by many threads. Everything but {@link #isClosed} and {@link #close} throws a {@link
 * ChannelException} when the channel is closed or this end was released.
 */
public record ReceiveChannel(Channel channel) implements Sendable, AutoCloseable {

    /** Names the channel; its other end has the same. */
    public long id() {
        return channel.id();
    }

    /**
     * Receives the oldest value, waiting while there is none.
     *
     * @return its Java value as in {@link Message#toJava}; null for Python's {@code None}
     */
    public @Nullable Object receive() throws InterruptedException {
        Message message = channel.receive(MessageQueue.JAVA, Timeout.FOREVER).orThrow();
        return message.toJava(channel.handles());
    }

    /** Receives the oldest item, or gives up after the given time and returns empty. */
    public Optional<Message> receive(Duration timeout) throws InterruptedException {
        return Optional.ofNullable(channel.tryReceive(MessageQueue.JAVA, Timeout.of(timeout)))
                .map(Received::orThrow);
    }

    /** Whether nothing can be received any more. */
    public boolean isClosed() {
        return channel.info(MessageQueue.JAVA).state() == State.CLOSED;
    }

    /** Gives this end up on behalf of all Java code; others go on. */
    public void release() {
        channel.release(MessageQueue.JAVA, Set.of(End.RECEIVE));
    }

    /** Closes the channel for everyone and drops what was sent. Harmless when repeated. */
    @Override
    public void close() {
        channel.shut();
    }

    @Override
    public Message asMessage() {
        return new Message.Reduced(ReducedKinds.RECEIVE_CHANNEL, new Message.Int(id()));
    }

    @Override
    public String toString() {
        return "ReceiveChannel[" + id() + "]";
    }
}
