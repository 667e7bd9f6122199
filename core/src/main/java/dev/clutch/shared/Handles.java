package dev.clutch.shared;

import dev.clutch.message.Message;
import java.util.Map;

/** The objects that interpreters share, and that a message names by their ids. */
final class Handles {
    /** What to do with a handle. */
    @FunctionalInterface
    interface Action {
        void on(Held kind, long id);
    }

    private final Map<String, Held> kinds;

    /** Those of these kinds. */
    Handles(Map<String, Held> kinds) {
        this.kinds = Map.copyOf(kinds);
    }

    /** Does something with each, once for each place where it is named. */
    void forEach(Message message, Action action) {
        switch (message) {
            case Message.Reduced(String kind, Message state) -> {
                Held held = kinds.get(kind);
                if (state instanceof Message.Int(long id) && held != null) {
                    action.on(held, id);
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
