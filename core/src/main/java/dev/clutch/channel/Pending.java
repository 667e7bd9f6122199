package dev.clutch.channel;

import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/** An item in a channel, and who waits for its receipt. Guarded by the channel's lock. */
final class Pending {
    private enum Fate {
        UNDECIDED,
        RECEIVED,
        WITHDRAWN,
        DROPPED
    }

    private final @Nullable Condition decided;
    private Item item;
    private boolean orphaned;
    private Fate fate = Fate.UNDECIDED;

    /**
     * An item that is not yet received.
     *
     * @param decided wakes the sender, or null if it does not wait
     */
    Pending(Item item, @Nullable Condition decided) {
        this.item = item;
        this.decided = decided;
    }

    /** The channel answers for its buffers from now on. */
    void accept() {
        item.message().cargo().accept();
    }

    boolean isUndecided() {
        return fate == Fate.UNDECIDED;
    }

    boolean isReceived() {
        return fate == Fate.RECEIVED;
    }

    boolean isDropped() {
        return fate == Fate.DROPPED;
    }

    /** Hands the item out and tells its sender. */
    Received receive() {
        decide(Fate.RECEIVED);
        return orphaned ? new Received.Orphan(item.unbound()) : new Received.Value(item.message());
    }

    /** Its sender waits no longer. */
    void withdraw() {
        item.message().cargo().withdraw();
        decide(Fate.WITHDRAWN);
    }

    /** Nobody is going to receive it. */
    void drop() {
        item.message().cargo().discard();
        decide(Fate.DROPPED);
    }

    private void decide(Fate decision) {
        fate = decision;
        if (decided != null) {
            decided.signal();
        }
    }

    /** Applies the policy for items whose interpreter ended. Returns whether it is to be taken out. */
    boolean senderEnded(long sender) {
        if (item.sender() != sender) {
            return false;
        }
        switch (item.unbound()) {
            case REMOVE -> drop();
            case REPLACE, ERROR -> orphan();
            case KEEP -> {}
        }
        return isDropped();
    }

    private void orphan() {
        item.message().cargo().discard();
        item = item.emptied();
        orphaned = true;
    }
}
