package dev.clutch;

import dev.clutch.channel.Channel;
import dev.clutch.message.Message;
import dev.clutch.message.ReducedKinds;
import dev.clutch.queue.MessageQueue;
import dev.clutch.shared.SharedObjects;
import org.jspecify.annotations.Nullable;

/**
 * Finds the Java object that a message names, and makes callables of functions on their way to Python. It is there
 * before what it finds things in.
 */
record Resolver(Registry registry, Commons commons) implements Message.Handles {

    @Override
    public Object resolve(Message.Reduced reduced) {
        return switch (reduced.state()) {
            case Message.Int(long id) -> find(reduced, id);
            case Message.Tuple(var both)
            when reduced.kind().equals(ReducedKinds.OBJECT) ->
                registry.find(integer(both.get(0))).adopt(integer(both.get(1)));
            default -> reduced;
        };
    }

    @Override
    public @Nullable Message handle(Object value) {
        return commons.callables().handle(value);
    }

    private static long integer(Message message) {
        return ((Message.Int) message).value();
    }

    private Object find(Message.Reduced reduced, long id) {
        return switch (reduced.kind()) {
            case ReducedKinds.QUEUE -> queue(id);
            case ReducedKinds.SEND_CHANNEL -> channel(id).sender();
            case ReducedKinds.RECEIVE_CHANNEL -> channel(id).receiver();
            case ReducedKinds.INTERPRETER -> registry.find(id);
            case ReducedKinds.CALLABLE -> commons.callables().find(id);
            case String kind
            when SharedObjects.KINDS.contains(kind) -> commons.shared().find(id);
            default -> reduced;
        };
    }

    /** Java code does not hold what it receives; what nobody else does, stays until Java code closes it. */
    private MessageQueue queue(long id) {
        MessageQueue queue = commons.queues().find(id);
        queue.references().handleReceived();
        return queue;
    }

    private Channel channel(long id) {
        commons.channels().handleReceived(id);
        return commons.channels().find(id);
    }
}
