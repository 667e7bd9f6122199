package dev.clutch.shared;

import dev.clutch.message.Message;
import dev.clutch.message.ReducedKinds;
import java.util.Set;

/** The objects that interpreters share, and that a message names by their ids. */
final class Handles {
    static final Set<String> OF_QUEUES = Set.of(ReducedKinds.QUEUE);
    static final Set<String> OF_CHANNELS = Set.of(ReducedKinds.SEND_CHANNEL, ReducedKinds.RECEIVE_CHANNEL);

    /** What to do with a handle. */
    @FunctionalInterface
    interface Action {
        void on(String kind, long id);
    }

    private Handles() {}

    /** Does something with each, once for each place where it is named. */
    static void forEach(Message message, Action action) {
        switch (message) {
            case Message.Reduced(String kind, Message state) -> {
                if (state instanceof Message.Int(long id) && isShared(kind)) {
                    action.on(kind, id);
                } else {
                    forEach(state, action);
                }
            }
            case Message.Tuple(var elements) -> elements.forEach(element -> forEach(element, action));
            case Message.ListOf(var elements) -> elements.forEach(element -> forEach(element, action));
            case Message.SetOf(var elements, boolean frozen) -> elements.forEach(element -> forEach(element, action));
            case Message.Graph(Message root) -> forEach(root, action);
            case Message.Laden laden -> forEach(laden.root(), action);
            case Message.Dict(var entries) ->
                entries.forEach(entry -> {
                    forEach(entry.key(), action);
                    forEach(entry.value(), action);
                });
            default -> {
                // a plain value
            }
        }
    }

    private static boolean isShared(String kind) {
        return SharedObjects.KINDS.contains(kind) || OF_QUEUES.contains(kind) || OF_CHANNELS.contains(kind);
    }
}
