package dev.clutch.shared;

import dev.clutch.channel.Channels;
import dev.clutch.error.SharedException;
import dev.clutch.error.SharedException.Reason;
import dev.clutch.message.Message;
import dev.clutch.message.ReducedKinds;
import dev.clutch.queue.MessageQueue;
import dev.clutch.queue.Queues;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * All shared objects of one {@code Interpreters}, by id: locks, dicts, lists. Safe for use by many threads;
 * nothing here blocks.
 */
public final class SharedObjects implements AutoCloseable {
    /** The kinds of handles that name a shared object. */
    public static final Set<String> KINDS = Set.of(
            ReducedKinds.LOCK,
            ReducedKinds.RLOCK,
            ReducedKinds.SEMAPHORE,
            ReducedKinds.BOUNDED_SEMAPHORE,
            ReducedKinds.EVENT,
            ReducedKinds.CONDITION,
            ReducedKinds.BARRIER,
            ReducedKinds.SHARED_DICT,
            ReducedKinds.SHARED_LIST);

    /** Of the process, since Python's main interpreter outlives this: an id is never given out twice. */
    private static final AtomicLong LAST_ID = new AtomicLong();

    private final ConcurrentHashMap<Long, Shared> byId = new ConcurrentHashMap<>();
    private final Alterations alterations = new Alterations();
    private final Message.Handles handles;
    private final Handles named;

    /**
     * No objects yet.
     *
     * @param handles finds the Java object of a handle that Java code takes out of a dict or a list
     * @param queues those that dicts and lists may hold
     * @param channels those that dicts and lists may hold
     */
    public SharedObjects(Message.Handles handles, Queues queues, Channels channels) {
        this.handles = handles;
        this.named = new Handles(kinds(queues, channels));
    }

    private Map<String, Held> kinds(Queues queues, Channels channels) {
        Map<String, Held> kinds = new HashMap<>();
        Held own = new Own();
        KINDS.forEach(kind -> kinds.put(kind, own));
        Held ends = new Held.OfChannels(channels);
        kinds.put(ReducedKinds.QUEUE, new Held.OfQueues(queues));
        kinds.put(ReducedKinds.SEND_CHANNEL, ends);
        kinds.put(ReducedKinds.RECEIVE_CHANNEL, ends);
        return kinds;
    }

    /** Shared objects, which these are. */
    private final class Own implements Held {
        @Override
        public void send(long id, long interpreter) {
            change(id, known -> known.sent().add(interpreter));
        }

        @Override
        public void hold(long id, Shared container) {
            change(id, known -> {
                if (!known.equals(container)) {
                    known.references().add(asParty(container));
                }
                known.sent().dropOne();
            });
        }

        @Override
        public void letGo(long id, Shared container) {
            dropReference(id, asParty(container));
        }
    }

    static long nextId() {
        return LAST_ID.incrementAndGet();
    }

    /** Makes a dict that Java code refers to, until {@link Shared#close}. */
    public SharedDict createDict() {
        return createDict(MessageQueue.JAVA);
    }

    /** Makes a dict to which the given party refers. */
    public SharedDict createDict(long party) {
        return add(new SharedDict(this), party);
    }

    /** Makes a list that Java code refers to, until {@link Shared#close}. */
    public SharedList createList() {
        return createList(MessageQueue.JAVA);
    }

    /** Makes a list to which the given party refers. */
    public SharedList createList(long party) {
        return add(new SharedList(this), party);
    }

    /**
     * Adds a new object.
     *
     * @param party who refers to it: the id of an interpreter, or {@link MessageQueue#JAVA}
     */
    public <T extends Shared> T add(T made, long party) {
        made.references().add(party);
        byId.put(made.id(), made);
        return made;
    }

    /**
     * The object of that id.
     *
     * @throws SharedException if there is no such object, or nobody refers to it any more
     */
    public Shared find(long id) {
        Shared found = byId.get(id);
        if (found == null) {
            throw notFound(id);
        }
        return found;
    }

    /**
     * The object of that id and class.
     *
     * @throws SharedException if there is no such object, or none any more
     */
    public <T extends Shared> T find(long id, Class<T> type) {
        Shared found = find(id);
        if (!type.isInstance(found)) {
            throw new SharedException(Reason.NOT_FOUND, found + " is no " + type.getSimpleName());
        }
        return type.cast(found);
    }

    private static SharedException notFound(long id) {
        return new SharedException(Reason.NOT_FOUND, "no lock or other shared object has the id " + id);
    }

    /** All that somebody refers to, oldest first. */
    public List<Shared> list() {
        List<Shared> all = new ArrayList<>(byId.values());
        all.sort(Comparator.comparingLong(Shared::id));
        return all;
    }

    /**
     * A party refers to the object once more.
     *
     * @throws SharedException if there is no such object
     */
    public void addReference(long id, long party) {
        require(id, known -> known.references().add(party));
    }

    /** A party refers to the object once less; with the last reference it is gone. Harmless if there is none. */
    public void dropReference(long id, long party) {
        change(id, known -> known.references().drop(party));
    }

    /**
     * An interpreter sends the object to whoever may receive it.
     *
     * @throws SharedException if there is no such object
     */
    public void send(long id, long interpreter) {
        require(id, known -> known.sent().add(interpreter));
    }

    /** An interpreter is going to receive a message that it has taken out of a container. Returns the message. */
    public Message sendBack(Message message, long interpreter) {
        named.forEach(message, (kind, id) -> kind.send(id, interpreter));
        return message;
    }

    /**
     * A party has received the object, which was sent once.
     *
     * @param isNew whether it refers to it once more
     * @throws SharedException if there is no such object
     */
    public void receive(long id, long party, boolean isNew) {
        require(id, known -> {
            if (isNew) {
                known.references().add(party);
            }
            known.sent().dropOne();
        });
    }

    private void require(long id, Consumer<Shared> change) {
        if (!change(id, change)) {
            throw notFound(id);
        }
    }

    /** Changes who refers to an object, which is gone when nobody does afterwards. Returns whether it was there. */
    private boolean change(long id, Consumer<Shared> change) {
        Shared known = byId.get(id);
        if (known == null) {
            return false;
        }
        Shared left = byId.computeIfPresent(id, (key, entry) -> {
            change.accept(entry);
            return entry.isForsaken() ? null : entry;
        });
        if (left == null) {
            known.shut();
        }
        return left != null;
    }

    /** Tells every object that an interpreter is no more, and drops what it referred to. */
    public void interpreterEnded(long interpreter) {
        alterations.interpreterEnded(interpreter);
        for (Shared known : list()) {
            known.interpreterEnded(interpreter);
            change(known.id(), entry -> {
                entry.references().dropAll(interpreter);
                entry.sent().dropAll(interpreter);
            });
        }
    }

    /**
     * A container holds a value, its own copy: what the value names lives as long as the container does. Only that the
     * container may hold itself is no reason for it to live.
     */
    void hold(Shared container, Message value) {
        named.forEach(value, (kind, id) -> kind.hold(id, container));
    }

    /** A container holds a value no longer, which is the container's own copy. */
    void letGo(Shared container, Message value) {
        value.cargo().discard();
        named.forEach(value, (kind, id) -> kind.letGo(id, container));
    }

    /** Containers are parties too, apart from interpreters, whose ids count from 0, and from Java code. */
    static long asParty(Shared container) {
        return Long.MIN_VALUE + container.id();
    }

    Message.Handles handles() {
        return handles;
    }

    Alterations alterations() {
        return alterations;
    }

    /** Shuts every object. */
    @Override
    public void close() {
        List<Shared> all = list();
        byId.clear();
        all.forEach(Shared::shut);
    }
}
