package dev.clutch.queue;

import dev.clutch.message.Message;
import dev.clutch.message.ReducedKinds;

/**
 * A message in a queue.
 *
 * @param sender the interpreter that put it, {@link MessageQueue#JAVA}, or {@link #ENDED}
 * @param unbound what becomes of it should the sender end
 */
record Item(Message message, long sender, Unbound unbound) {
    /** In place of a sender that has ended. */
    private static final long ENDED = -2;

    /** What is left of this item when that interpreter ends; null if nothing. */
    @org.jspecify.annotations.Nullable
    Item withoutSender(long interpreter) {
        if (sender != interpreter) {
            return this;
        }
        if (unbound != Unbound.KEEP) {
            message.cargo().discard();
        }
        return switch (unbound) {
            case REMOVE -> null;
            case REPLACE -> new Item(new Message.Reduced(ReducedKinds.UNBOUND, Message.None.NONE), ENDED, unbound);
            case ERROR -> new Item(Message.None.NONE, ENDED, unbound);
            case KEEP -> this;
        };
    }

    /** Whether whoever gets this is to have an error. */
    boolean isError() {
        return unbound == Unbound.ERROR && sender == ENDED;
    }
}
