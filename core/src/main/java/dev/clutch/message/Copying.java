package dev.clutch.message;

import dev.clutch.buffer.Cargo;
import dev.clutch.buffer.Freight;
import dev.clutch.buffer.Parcel;
import dev.clutch.buffer.Pinned;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** Makes a message with buffers once more, with parcels of its own. */
final class Copying {
    private final List<Freight> freight = new ArrayList<>();
    private final IdentityHashMap<Message, Message> done = new IdentityHashMap<>();

    static Message copy(Message.Laden message) {
        Copying copying = new Copying();
        try {
            return Message.Laden.with(new Cargo(copying.freight), copying.tree(message.root()));
        } catch (RuntimeException | Error e) {
            new Cargo(copying.freight).discard();
            throw e;
        }
    }

    static List<Message> copies(List<Message> messages) {
        List<Message> copies = new ArrayList<>(messages.size());
        try {
            messages.forEach(message -> copies.add(message.copy()));
            return copies;
        } catch (RuntimeException | Error e) {
            copies.forEach(copy -> copy.cargo().discard());
            throw e;
        }
    }

    /** What stands in several places of a graph does so in its copy. */
    private Message tree(Message message) {
        Message known = done.get(message);
        if (known == null) {
            known = node(message);
            done.put(message, known);
        }
        return known;
    }

    private Message node(Message message) {
        return switch (message) {
            case Message.BufferOf(Parcel parcel) -> buffer(parcel);
            case Message.Large large -> large(large);
            case Message.Tuple(var elements) -> new Message.Tuple(trees(elements));
            case Message.ListOf(var elements) -> new Message.ListOf(trees(elements));
            case Message.SetOf(var elements, boolean frozen) -> new Message.SetOf(trees(elements), frozen);
            case Message.Dict(var entries) ->
                new Message.Dict(entries.stream()
                        .map(entry -> new Message.Entry(tree(entry.key()), tree(entry.value())))
                        .toList());
            case Message.Graph(Message root) -> new Message.Graph(tree(root));
            case Message.Laden(Message root, Cargo cargo) -> tree(root);
            case Message.Reduced(String kind, Message state) -> new Message.Reduced(kind, tree(state));
            default -> message;
        };
    }

    private List<Message> trees(List<Message> messages) {
        return messages.stream().map(this::tree).toList();
    }

    private Message large(Message.Large large) {
        if (large.isPlain()) {
            return large.plain();
        }
        Pinned copy = large.content().copy();
        freight.add(copy);
        return new Message.Large(copy, large.form());
    }

    private Message buffer(Parcel parcel) {
        Parcel copy = parcel.copy();
        freight.add(copy);
        return new Message.BufferOf(copy);
    }
}
