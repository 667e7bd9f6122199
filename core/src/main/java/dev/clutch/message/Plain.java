package dev.clutch.message;

import java.util.List;

/** Makes a message over that holds nothing but what is on the Java heap: large values are copied there. */
final class Plain {
    private Plain() {}

    static Message plain(Message message) {
        return switch (message) {
            case Message.Large large -> large.plain();
            case Message.Tuple(var elements) -> new Message.Tuple(plain(elements));
            case Message.ListOf(var elements) -> new Message.ListOf(plain(elements));
            case Message.SetOf(var elements, boolean frozen) -> new Message.SetOf(plain(elements), frozen);
            case Message.Dict(var entries) ->
                new Message.Dict(entries.stream()
                        .map(entry -> new Message.Entry(plain(entry.key()), plain(entry.value())))
                        .toList());
            case Message.Graph(Message root) -> plain(root);
            case Message.Laden laden -> plain(laden.root());
            case Message.Reduced(String kind, Message state) -> new Message.Reduced(kind, plain(state));
            default -> message;
        };
    }

    private static List<Message> plain(List<Message> messages) {
        return messages.stream().map(Plain::plain).toList();
    }
}
