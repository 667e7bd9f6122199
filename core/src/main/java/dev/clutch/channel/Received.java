package dev.clutch.channel;

import dev.clutch.error.ChannelException;
import dev.clutch.error.ChannelException.Reason;
import dev.clutch.message.Message;
import dev.clutch.message.ReducedKinds;
import dev.clutch.queue.Unbound;

/** What came out of a channel. */
public sealed interface Received {

    /** An item as it was sent. */
    record Value(Message message) implements Received {}

    /**
     * In place of an item whose interpreter ended.
     *
     * @param unbound {@link Unbound#REPLACE} or {@link Unbound#ERROR}
     */
    record Orphan(Unbound unbound) implements Received {}

    /**
     * The message, which is that of {@code UNBOUND} for a replaced item.
     *
     * @throws ChannelException if the item's interpreter ended and an error was asked for then
     */
    default Message orThrow() {
        return switch (this) {
            case Value(Message message) -> message;
            case Orphan(Unbound unbound)
            when unbound == Unbound.ERROR ->
                throw new ChannelException(
                        Reason.ITEM_INTERPRETER_DESTROYED, "the interpreter that sent this item is gone");
            case Orphan orphan -> new Message.Reduced(ReducedKinds.UNBOUND, Message.None.NONE);
        };
    }
}
