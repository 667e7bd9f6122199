package dev.clutch.channel;

import dev.clutch.channel.ChannelInfo.State;
import dev.clutch.error.ChannelException;
import dev.clutch.message.Message;
import dev.clutch.message.ReducedKinds;
import dev.clutch.message.Sendable;
import dev.clutch.queue.MessageQueue;
import dev.clutch.queue.Timeout;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The end of a channel where Java code sends; {@code clutch.channels.SendChannel} in Python. Values are
 * those that {@link Message#of} takes. Safe for use by many threads. Everything but {@link #isClosed} and
 * {@link #close} throws a {@link ChannelException} when this end is closed or was released.
 */
public record SendChannel(Channel channel) implements Sendable, AutoCloseable {

    /** Names the channel; its other end has the same. */
    public long id() {
        return channel.id();
    }

    /** Sends a value and waits until it was received. An interrupt withdraws it. */
    public void send(@Nullable Object value) throws InterruptedException {
        send(Item.ofJava(value), Timeout.FOREVER);
    }

    /**
     * Sends a value and waits, no longer than the given time, until it was received.
     *
     * @return whether it was received; if not, it was withdrawn
     */
    public boolean send(@Nullable Object value, Duration timeout) throws InterruptedException {
        return send(Item.ofJava(value), Timeout.of(timeout));
    }

    private boolean send(Item item, Timeout timeout) throws InterruptedException {
        try {
            return channel.send(item, timeout);
        } finally {
            item.message().cargo().settle();
        }
    }

    /** Sends a value and returns at once. */
    public void sendNowait(@Nullable Object value) {
        Item item = Item.ofJava(value);
        try {
            channel.sendNowait(item);
        } finally {
            item.message().cargo().settle();
        }
    }

    /** Whether nothing can be sent any more. */
    public boolean isClosed() {
        return channel.info(MessageQueue.JAVA).state() != State.OPEN;
    }

    /** Gives this end up on behalf of all Java code; others go on. */
    public void release() {
        channel.release(MessageQueue.JAVA, Set.of(End.SEND));
    }

    /** Closes this end for everyone; what was sent can still be received. Harmless when repeated. */
    @Override
    public void close() {
        try {
            channel.closeSending();
        } catch (ChannelException e) {
            if (e.reason() != ChannelException.Reason.CLOSED) {
                throw e;
            }
        }
    }

    @Override
    public Message asMessage() {
        return new Message.Reduced(ReducedKinds.SEND_CHANNEL, new Message.Int(id()));
    }

    @Override
    public String toString() {
        return "SendChannel[" + id() + "]";
    }
}
