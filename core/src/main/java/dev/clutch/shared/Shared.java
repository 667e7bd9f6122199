package dev.clutch.shared;

import dev.clutch.error.SharedException;
import dev.clutch.error.SharedException.Reason;
import dev.clutch.message.Message;
import dev.clutch.message.Sendable;
import dev.clutch.queue.MessageQueue;
import dev.clutch.queue.References;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that interpreters and Java code share, by an id. It lives as long as somebody refers to it: an
 * interpreter by a Python object that stands for it, a shared dict or list by holding it, Java code from
 * making it until {@link #close}.
 *
 * <p>It also lives while it is on its way: what an interpreter has sent, and nobody received yet, stays until
 * somebody does, or until the interpreter ends that has sent it.
 */
public abstract class Shared implements Sendable, AutoCloseable {
    private final SharedObjects owner;
    private final String kind;
    private final long id;
    private final References references = new References();
    private final References sent = new References();

    /**
     * One that nobody refers to yet, and that is not yet known by its id.
     *
     * @param owner where it is going to be added
     * @param kind one of {@link dev.clutch.message.ReducedKinds}
     */
    protected Shared(SharedObjects owner, String kind) {
        this.owner = owner;
        this.kind = kind;
        this.id = SharedObjects.nextId();
    }

    /** Names it in every interpreter; never given to another one. */
    public final long id() {
        return id;
    }

    /** What it is, in a word. */
    public final String kind() {
        return kind;
    }

    /** Numbers about it, by name, as of this moment; each class says which. */
    public abstract Map<String, @Nullable Object> statistics();

    /** An interpreter is no more, and with it what it held. */
    protected abstract void interpreterEnded(long interpreter);

    /** Nobody refers to it any more: wakes those who wait with an error, and refuses from now on. */
    protected abstract void shut();

    /** Gives it up on behalf of Java code, which had made it. Harmless when repeated. */
    @Override
    public final void close() {
        owner.dropReference(id, MessageQueue.JAVA);
    }

    @Override
    public final Message asMessage() {
        return new Message.Reduced(kind, new Message.Int(id));
    }

    /** Where it is known by its id. */
    protected final SharedObjects owner() {
        return owner;
    }

    /** What to throw once it is shut. */
    protected final SharedException gone() {
        return new SharedException(Reason.NOT_FOUND, this + " is gone: nobody referred to it any more");
    }

    final References references() {
        return references;
    }

    /** How often each interpreter has sent it without that somebody received it. */
    final References sent() {
        return sent;
    }

    final boolean isForsaken() {
        return references.isEmpty() && sent.isEmpty();
    }

    @Override
    public final String toString() {
        return kind + " " + id;
    }
}
