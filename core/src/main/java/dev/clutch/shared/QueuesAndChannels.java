package dev.clutch.shared;

import dev.clutch.channel.Channels;
import dev.clutch.error.ChannelException;
import dev.clutch.queue.MessageQueue;
import dev.clutch.queue.Queues;
import java.util.function.Consumer;

/**
 * What containers hold by an id as well, besides shared objects: it lives as long as the container does. Nothing
 * happens for one that is closed.
 */
record QueuesAndChannels(Queues queues, Channels channels) {

    /** An interpreter is going to receive it. */
    void send(String kind, long id, long interpreter) {
        change(
                kind,
                id,
                queue -> queue.references().handleSent(interpreter),
                known -> known.handleSent(id, interpreter));
    }

    /** A container has received it, and refers to it. */
    void hold(String kind, long id, long container) {
        change(
                kind,
                id,
                queue -> {
                    queue.references().add(container);
                    queue.references().handleReceived();
                },
                known -> {
                    known.addReference(id, container);
                    known.handleReceived(id);
                });
    }

    /** A container refers to it once less. */
    void letGo(String kind, long id, long container) {
        change(kind, id, queue -> queue.dropReference(container), known -> known.dropReference(id, container));
    }

    private void change(String kind, long id, Consumer<MessageQueue> ofQueue, Consumer<Channels> ofChannel) {
        if (Handles.OF_CHANNELS.contains(kind)) {
            changeChannel(ofChannel);
        } else {
            MessageQueue queue = queues.findOrNull(id);
            if (queue != null) {
                ofQueue.accept(queue);
            }
        }
    }

    private void changeChannel(Consumer<Channels> change) {
        try {
            change.accept(channels);
        } catch (ChannelException e) {
            if (e.reason() != ChannelException.Reason.NOT_FOUND) {
                throw e;
            }
        }
    }
}
