package dev.clutch.channel;

import dev.clutch.error.ChannelException;
import dev.clutch.error.ChannelException.Reason;
import dev.clutch.message.Message;
import dev.clutch.queue.References;
import dev.clutch.queue.Unbound;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All channels of one {@code Interpreters}, by id. A closed channel stays here, known to be closed, as
 * long as somebody refers to it. Safe for use by many threads; nothing here blocks.
 */
public final class Channels implements AutoCloseable {
    /** Of the process, since Python's main interpreter outlives this: an id is never given out twice. */
    private static final AtomicLong LAST_ID = new AtomicLong();

    private final ConcurrentHashMap<Long, Channel> byId = new ConcurrentHashMap<>();
    private final Message.Handles handles;

    /**
     * No channels yet.
     *
     * @param handles finds the Java object of a handle that Java code receives
     */
    public Channels(Message.Handles handles) {
        this.handles = handles;
    }

    /**
     * Makes a channel that nobody refers to yet.
     *
     * @param unbound what becomes of items whose sender ended, unless the sender says otherwise
     * @param pickles whether objects that do not cross by value may cross as a pickle, unless the sender
     *     says otherwise
     */
    public Channel create(Unbound unbound, boolean pickles) {
        Channel channel = new Channel(this, LAST_ID.incrementAndGet(), unbound, pickles);
        byId.put(channel.id(), channel);
        return channel;
    }

    /** Makes a channel on behalf of a party that is going to refer to it. */
    public Channel create(Unbound unbound, boolean pickles, long maker) {
        Channel channel = create(unbound, pickles);
        channel.references().madeBy(maker);
        return channel;
    }

    /**
     * Makes a channel for Java code: it stays open until Java code closes it or releases both ends.
     *
     * @param unbound what becomes of items whose sender ended, unless the sender says otherwise
     */
    public Channel createForJava(Unbound unbound) {
        Channel channel = create(unbound, true);
        channel.holdForJava();
        return channel;
    }

    /**
     * The channel of that id, which may be closed.
     *
     * @throws ChannelException if there is no such channel, or nobody refers to it any more
     */
    public Channel find(long id) {
        return found(id, byId.get(id));
    }

    private static Channel found(long id, @Nullable Channel channel) {
        if (channel == null) {
            throw new ChannelException(Reason.NOT_FOUND, "channel " + id + " not found");
        }
        return channel;
    }

    /** All channels, closed ones too, oldest first. */
    public List<Channel> list() {
        List<Channel> channels = new ArrayList<>(byId.values());
        channels.sort(Comparator.comparingLong(Channel::id));
        return channels;
    }

    /**
     * A party refers to the channel once more: Java code that made it, or an interpreter by a Python
     * object that stands for it.
     *
     * @throws ChannelException if there is no such channel
     */
    public void addReference(long id, long party) {
        change(id, references -> references.add(party));
    }

    /**
     * A party sends an end of the channel to whoever may receive it: until then it counts as a reference.
     *
     * @throws ChannelException if there is no such channel
     */
    public void handleSent(long id, long party) {
        change(id, references -> references.handleSent(party));
    }

    /**
     * Somebody has received an end of the channel, and refers to it by now.
     *
     * @throws ChannelException if there is no such channel
     */
    public void handleReceived(long id) {
        change(id, References::handleReceived);
    }

    private void change(long id, Consumer<References> change) {
        byId.compute(id, (key, channel) -> {
            change.accept(found(id, channel).references());
            return channel;
        });
    }

    /** A party refers to the channel once less; the last reference destroys it. Harmless if there is none. */
    public void dropReference(long id, long party) {
        destroyIf(id, references -> references.drop(party));
    }

    private void destroyIf(long id, Predicate<References> wasLast) {
        Channel channel = byId.get(id);
        if (channel != null
                && byId.computeIfPresent(id, (key, known) -> wasLast.test(known.references()) ? null : known) == null) {
            channel.shut();
        }
    }

    /**
     * Closes the channel and gives its id up, whoever refers to it.
     *
     * @throws ChannelException if there is no such channel
     */
    public void destroy(long id) {
        found(id, byId.remove(id)).shut();
    }

    /** Applies {@link Unbound} to what the interpreter had sent. */
    public void senderEnded(long interpreter) {
        list().forEach(channel -> channel.senderEnded(interpreter));
    }

    /**
     * Applies {@link Unbound} to what the interpreter had sent, releases the ends that it held, and drops
     * its references.
     */
    public void interpreterEnded(long interpreter) {
        for (Channel channel : list()) {
            channel.interpreterEnded(interpreter);
            destroyIf(channel.id(), references -> references.dropAll(interpreter));
        }
    }

    Message.Handles handles() {
        return handles;
    }

    /** Closes every channel. */
    @Override
    public void close() {
        list().forEach(Channel::close);
        byId.clear();
    }
}
