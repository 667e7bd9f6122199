package dev.clutch.cpython.convert;

import dev.clutch.buffer.Cargo;
import dev.clutch.buffer.Freight;
import dev.clutch.buffer.Parcel;
import dev.clutch.cpython.capi.Containers;
import dev.clutch.cpython.capi.Objects;
import dev.clutch.cpython.capi.TypeTable;
import dev.clutch.cpython.object.PyCalls;
import dev.clutch.cpython.object.PyErrors;
import dev.clutch.cpython.thread.Attached;
import dev.clutch.message.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One container, with all that is in it, to a message.
 *
 * <p>Works on snapshots of the containers, because Python code may run in between (that of other
 * threads, or of objects that are reduced) and change them. An object that is met twice becomes one
 * message in two places, and the root is marked as a {@link Message.Graph}. Cycles, nesting beyond
 * {@link Message#DEEPEST} levels and objects that have to be pickled make the result null.
 *
 * <p>Buffers are packed on the way, and large values pinned. When there is no message in the end, they are given back.
 */
final class TreeEncoder {
    private final Attached attached;
    private final MessageEncoder encoder;
    private final TypeTable types;
    private final Containers containers;

    /** What became of the objects met so far, by address; null while it is being made. */
    private Map<Long, @Nullable Message> met = Map.of();

    /** The object that the others are in: it is met too, but noted only when there is another one. */
    private long root;

    private List<Freight> freight = List.of();
    private int depth;
    private boolean shared;

    TreeEncoder(Attached attached, MessageEncoder encoder) {
        this.attached = attached;
        this.encoder = encoder;
        this.types = attached.python().types();
        this.containers = attached.python().containers();
    }

    @Nullable
    Message encode(long object) {
        root = object;
        Message packed = null;
        try {
            Message message = convert(object);
            packed = message != null ? finished(message) : null;
            return packed;
        } finally {
            if (packed == null && !freight.isEmpty()) {
                new Cargo(freight).settle();
            }
            // They were kept alive so that no other object could get the address of one of them.
            if (!met.isEmpty()) {
                met.keySet().forEach(attached.python().objects()::decRef);
            }
        }
    }

    private Message finished(Message message) {
        Message marked = shared ? new Message.Graph(message) : message;
        return freight.isEmpty() ? marked : new Message.Laden(marked, new Cargo(freight));
    }

    private @Nullable Message convert(long object) {
        boolean mutable = Objects.typeOf(object) == types.byteArray;
        Message scalar = mutable ? null : MessageEncoder.scalar(attached, object);
        if (scalar instanceof Message.Large large) {
            load(List.of(large.content()));
        }
        return scalar != null ? scalar : once(object);
    }

    private boolean isContainer(long type) {
        return type == types.tuple
                || type == types.list
                || type == types.dict
                || type == types.set
                || type == types.frozenSet;
    }

    private @Nullable Message once(long object) {
        if (depth == 0) {
            return descend(object);
        }
        if (met.isEmpty()) {
            met = new HashMap<>();
            met.put(incRef(root), null);
        }
        if (met.containsKey(object)) {
            shared = true;
            return met.get(object);
        }
        if (depth == Message.DEEPEST) {
            return null;
        }
        met.put(incRef(object), null);
        Message message = descend(object);
        met.put(object, message);
        return message;
    }

    private @Nullable Message descend(long object) {
        depth++;
        Message message = elements(object);
        depth--;
        return message;
    }

    private @Nullable Message elements(long object) {
        long type = Objects.typeOf(object);
        if (encoder.buffers().isInstance(object)) {
            return packed(encoder.buffers().pack(object));
        }
        if (!isContainer(type)) {
            return single(object, type);
        }
        if (type == types.dict) {
            return dict(object);
        }
        List<Message> elements = snapshot(type == types.tuple ? incRef(object) : tupleOf(object, type));
        if (elements == null) {
            return null;
        }
        if (type == types.tuple) {
            return new Message.Tuple(elements);
        }
        return type == types.list ? new Message.ListOf(elements) : new Message.SetOf(elements, type == types.frozenSet);
    }

    private void load(List<? extends Freight> more) {
        if (!more.isEmpty()) {
            freight = freight.isEmpty() ? new ArrayList<>() : freight;
            freight.addAll(more);
        }
    }

    private Message packed(Parcel parcel) {
        load(List.of(parcel));
        return new Message.BufferOf(parcel);
    }

    private @Nullable Message single(long object, long type) {
        Parcel shared = type == types.memoryView ? encoder.views().pack(attached, object) : null;
        if (shared != null) {
            return packed(shared);
        }
        Message value = MessageEncoder.scalar(attached, object);
        return value != null ? value : reduced(object);
    }

    private @Nullable Message reduced(long object) {
        Message reduced = encoder.reduce(attached, object);
        if (reduced == null) {
            return null;
        }
        load(reduced.cargo().freight());
        return reduced.unladen();
    }

    private long incRef(long object) {
        return attached.python().objects().incRef(object);
    }

    private long tupleOf(long object, long type) {
        long tuple = type == types.list ? containers.listAsTuple(object) : containers.sequenceTuple(object);
        return PyErrors.check(attached, tuple);
    }

    /** The elements of a tuple, which is dropped. */
    private @Nullable List<Message> snapshot(long tuple) {
        try {
            long size = Containers.size(tuple);
            List<Message> elements = new ArrayList<>((int) size);
            for (long i = 0; i < size; i++) {
                Message element = convert(containers.tupleGetItem(tuple, i));
                if (element == null) {
                    return null;
                }
                elements.add(element);
            }
            return elements;
        } finally {
            PyCalls.decRef(attached, tuple);
        }
    }

    private @Nullable Message dict(long object) {
        long[] items = containers.dictItems(object, attached.scratch().temporary());
        for (long item : items) {
            incRef(item);
        }
        try {
            List<Message.Entry> entries = new ArrayList<>(items.length / 2);
            for (int i = 0; i < items.length; i += 2) {
                Message key = convert(items[i]);
                Message value = key == null ? null : convert(items[i + 1]);
                if (key == null || value == null) {
                    return null;
                }
                entries.add(new Message.Entry(key, value));
            }
            return new Message.Dict(entries);
        } finally {
            PyCalls.decRef(attached, items);
        }
    }
}
