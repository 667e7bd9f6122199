package dev.clutch;

import dev.clutch.channel.Channel;
import dev.clutch.channel.Channels;
import dev.clutch.message.Message;
import dev.clutch.message.ReducedKinds;
import dev.clutch.queue.MessageQueue;
import dev.clutch.shared.SharedObjects;
import java.util.Map;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Finds the Java object that a message names, and makes callables of functions on their way to Python. */
final class Resolver implements Message.Handles {
    private final Interpreters interpreters;
    private final SharedObjects shared;
    private final Callables callables;
    private final Map<String, LongFunction<Object>> finders;

    Resolver(Interpreters interpreters, Channels channels, Callables callables, SharedObjects shared) {
        this.interpreters = interpreters;
        this.shared = shared;
        this.callables = callables;
        this.finders = Map.of(
                ReducedKinds.QUEUE, id -> received(interpreters.queue(id)),
                ReducedKinds.SEND_CHANNEL, id -> received(channels, id).sender(),
                ReducedKinds.RECEIVE_CHANNEL, id -> received(channels, id).receiver(),
                ReducedKinds.INTERPRETER, interpreters::find,
                ReducedKinds.CALLABLE, callables::find);
    }

    /** Java code does not hold what it receives; what nobody else does, stays until Java code closes it. */
    private static MessageQueue received(MessageQueue queue) {
        queue.references().handleReceived();
        return queue;
    }

    private static Channel received(Channels channels, long id) {
        channels.handleReceived(id);
        return channels.find(id);
    }

    @Override
    public Object resolve(Message.Reduced reduced) {
        return switch (reduced.state()) {
            case Message.Int(long id) -> find(reduced, id);
            case Message.Tuple(var both)
            when reduced.kind().equals(ReducedKinds.OBJECT) ->
                interpreters.find(integer(both.get(0))).adopt(integer(both.get(1)));
            default -> reduced;
        };
    }

    @Override
    public @Nullable Message handle(Object value) {
        return callables.handle(value);
    }

    private static long integer(Message message) {
        return ((Message.Int) message).value();
    }

    private Object find(Message.Reduced reduced, long id) {
        if (SharedObjects.KINDS.contains(reduced.kind())) {
            return shared.find(id);
        }
        LongFunction<Object> finder = finders.get(reduced.kind());
        return finder == null ? reduced : finder.apply(id);
    }
}
