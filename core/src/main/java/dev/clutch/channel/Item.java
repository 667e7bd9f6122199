package dev.clutch.channel;

import dev.clutch.message.Message;
import dev.clutch.queue.MessageQueue;
import dev.clutch.queue.Unbound;
import org.jspecify.annotations.Nullable;

/**
 * What is sent through a channel.
 *
 * @param message its content
 * @param sender the id of the interpreter that sends it, or {@link MessageQueue#JAVA}
 * @param unbound what becomes of it should the sender end before it is received
 */
public record Item(Message message, long sender, Unbound unbound) {

    /** An item that Java code sends. */
    static Item ofJava(@Nullable Object value) {
        return new Item(Message.of(value), MessageQueue.JAVA, Unbound.KEEP);
    }

    /** The item without its content, now that its sender has ended. */
    Item emptied() {
        return new Item(Message.None.NONE, sender, unbound);
    }
}
