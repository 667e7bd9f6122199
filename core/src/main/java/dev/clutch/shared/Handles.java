package dev.clutch.shared;

import dev.clutch.message.Message;
import java.util.function.LongConsumer;

/** The shared objects that a message names. */
final class Handles {
    private Handles() {}

    /** Does something with the id of each, once for each place where it is named. */
    static void forEach(Message message, LongConsumer action) {
        switch (message) {
            case Message.Reduced(String kind, Message state) -> {
                if (state instanceof Message.Int(long id) && SharedObjects.KINDS.contains(kind)) {
                    action.accept(id);
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
}
