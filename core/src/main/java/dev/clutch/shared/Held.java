package dev.clutch.shared;

import dev.clutch.channel.Channels;
import dev.clutch.error.ChannelException;
import dev.clutch.queue.MessageQueue;
import dev.clutch.queue.Queues;
import java.util.function.Consumer;

/** What containers hold by its id, of one kind: it lives as long as they do. Nothing happens for one that is gone. */
interface Held {
    /** An interpreter is going to receive it. */
    void send(long id, long interpreter);

    /** A container has received it, and refers to it. */
    void hold(long id, Shared container);

    /** A container refers to it once less. */
    void letGo(long id, Shared container);

    /** Queues. */
    record OfQueues(Queues queues) implements Held {
        @Override
        public void send(long id, long interpreter) {
            with(id, queue -> queue.references().handleSent(interpreter));
        }

        @Override
        public void hold(long id, Shared container) {
            with(id, queue -> {
                queue.references().add(SharedObjects.asParty(container));
                queue.references().handleReceived();
            });
        }

        @Override
        public void letGo(long id, Shared container) {
            with(id, queue -> queue.dropReference(SharedObjects.asParty(container)));
        }

        private void with(long id, Consumer<MessageQueue> change) {
            MessageQueue queue = queues.findOrNull(id);
            if (queue != null) {
                change.accept(queue);
            }
        }
    }

    /** Ends of channels. */
    record OfChannels(Channels channels) implements Held {
        @Override
        public void send(long id, long interpreter) {
            unlessGone(() -> channels.handleSent(id, interpreter));
        }

        @Override
        public void hold(long id, Shared container) {
            unlessGone(() -> {
                channels.addReference(id, SharedObjects.asParty(container));
                channels.handleReceived(id);
            });
        }

        @Override
        public void letGo(long id, Shared container) {
            channels.dropReference(id, SharedObjects.asParty(container));
        }

        private static void unlessGone(Runnable change) {
            try {
                change.run();
            } catch (ChannelException e) {
                if (e.reason() != ChannelException.Reason.NOT_FOUND) {
                    throw e;
                }
            }
        }
    }
}
