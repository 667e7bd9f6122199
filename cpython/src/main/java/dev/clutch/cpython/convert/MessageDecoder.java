package dev.clutch.cpython.convert;

import dev.clutch.cpython.capi.Containers;
import dev.clutch.cpython.capi.LibPython;
import dev.clutch.cpython.capi.Memory;
import dev.clutch.cpython.capi.Objects;
import dev.clutch.cpython.capi.Values;
import dev.clutch.cpython.object.PyCalls;
import dev.clutch.cpython.object.PyErrors;
import dev.clutch.cpython.thread.Attached;
import dev.clutch.message.ByteString;
import dev.clutch.message.Message;
import java.lang.foreign.MemorySegment;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Messages to new Python objects. */
public final class MessageDecoder {
    private final PythonHooks hooks;
    private final BufferClass buffers;
    private final SharedViews views;

    /**
     * Builds objects for one interpreter.
     *
     * @param hooks the Python side in the interpreter that the objects are to belong to
     * @param buffers its class of buffers
     * @param views its memory views
     */
    public MessageDecoder(PythonHooks hooks, BufferClass buffers, SharedViews views) {
        this.hooks = hooks;
        this.buffers = buffers;
        this.views = views;
    }

    /**
     * A new object, a new reference.
     *
     * @throws dev.clutch.cpython.object.PythonRaised if it cannot be built, such as a pickle of a
     *     class that cannot be imported here
     */
    public long decode(Attached attached, Message message) {
        Message whole = message instanceof Message.Laden laden ? laden.root() : message;
        if (whole instanceof Message.Graph(Message root)) {
            return new Decoding(attached, new IdentityHashMap<>()).build(root);
        }
        return new Decoding(attached, null).build(whole);
    }

    /** The objects of several messages, in an array of new references. */
    public long[] decodeAll(Attached attached, List<Message> messages) {
        long[] objects = new long[messages.size()];
        try {
            for (int i = 0; i < objects.length; i++) {
                objects[i] = decode(attached, messages.get(i));
            }
            return objects;
        } catch (RuntimeException | Error e) {
            PyCalls.decRef(attached, objects);
            throw e;
        }
    }

    /** One message being rebuilt; {@code built} has the containers of a graph. */
    private final class Decoding {
        private final Attached attached;
        private final LibPython python;
        private final @Nullable Map<Message, Long> built;

        Decoding(Attached attached, @Nullable Map<Message, Long> built) {
            this.attached = attached;
            this.python = attached.python();
            this.built = built;
        }

        long build(Message message) {
            Objects objects = python.objects();
            Values values = python.values();
            // The most frequent first: they are tried one after the other.
            return switch (message) {
                case Message.Int(long value) -> check(values.longFromLongLong(value));
                case Message.Str(String value) -> Text.decode(attached, value);
                // None and the two bools are immortal, but 3.12's C API still wants them counted.
                case Message.None none -> objects.incRef(objects.none);
                case Message.Real(double value) -> check(values.floatFromDouble(value));
                case Message.Tuple tuple -> once(tuple);
                case Message.ListOf list -> once(list);
                case Message.Dict dict -> once(dict);
                case Message.Bool(boolean value) -> objects.incRef(value ? objects.pyTrue : objects.pyFalse);
                case Message.Bytes(ByteString value) -> bytes(value);
                case Message.Large large ->
                    large.isPlain() ? build(large.plain()) : LargeValues.decode(attached, large);
                case Message.ByteArray bytes -> once(bytes);
                case Message.SetOf set -> once(set);
                case Message.Reduced reduced -> once(reduced);
                case Message.BufferOf buffer -> once(buffer);
                case Message.BigInt(var value) -> Numbers.decode(attached, value);
                case Message.ComplexNumber(double real, double imaginary) ->
                    check(values.complexFromDoubles(real, imaginary));
                case Message.Surrogates(ByteString utf8) -> Text.decode(attached, utf8);
                case Message.Graph(Message root) -> decode(attached, root);
                case Message.Laden laden -> decode(attached, laden.root());
            };
        }

        private long check(long object) {
            return PyErrors.check(attached, object);
        }

        private long bytes(ByteString value) {
            long object = check(python.values().bytesOfSize(value.length()));
            // SAFETY: just made with this many bytes, and not yet seen by any Python code.
            Memory.copy(
                    MemorySegment.ofBuffer(value.asReadOnlyBuffer()),
                    python.values().bytesAddress(object));
            return object;
        }

        private long byteArray(ByteString value) {
            long object = check(python.values().byteArrayOfSize(value.length()));
            // SAFETY: as above.
            Memory.copy(
                    MemorySegment.ofBuffer(value.asReadOnlyBuffer()),
                    python.values().byteArrayAddress(object));
            return object;
        }

        /** In a graph, the same message gives the same object. */
        private long once(Message container) {
            if (built == null) {
                return container(container);
            }
            Long known = built.get(container);
            if (known != null) {
                return python.objects().incRef(known);
            }
            long object = container(container);
            built.put(container, object);
            return object;
        }

        private long container(Message message) {
            return switch (message) {
                case Message.Tuple(var elements) -> tuple(elements);
                case Message.ListOf(var elements) -> list(elements);
                case Message.Dict(var entries) -> dict(entries);
                case Message.SetOf(var elements, boolean frozen) -> set(elements, frozen);
                case Message.ByteArray(ByteString value) -> byteArray(value);
                case Message.Reduced reduced -> restore(reduced);
                case Message.BufferOf(var parcel) ->
                    parcel.isViewed() ? views.receive(attached, parcel) : buffers.receive(attached, parcel);
                default -> throw new AssertionError(message);
            };
        }

        private long tuple(List<Message> elements) {
            Containers containers = python.containers();
            long tuple = check(containers.tupleNew(elements.size()));
            return guarded(tuple, () -> {
                for (int i = 0; i < elements.size(); i++) {
                    containers.tupleSetItem(tuple, i, build(elements.get(i)));
                }
            });
        }

        private long list(List<Message> elements) {
            long list = check(python.containers().listNew(elements.size()));
            return guarded(list, () -> {
                for (int i = 0; i < elements.size(); i++) {
                    Containers.listSetItem(list, i, build(elements.get(i)));
                }
            });
        }

        private long set(List<Message> elements, boolean frozen) {
            long tuple = tuple(elements);
            try {
                Containers containers = python.containers();
                return check(frozen ? containers.frozenSetNew(tuple) : containers.setNew(tuple));
            } finally {
                PyCalls.decRef(attached, tuple);
            }
        }

        private long dict(List<Message.Entry> entries) {
            long dict = check(python.containers().dictNew());
            return guarded(dict, () -> entries.forEach(entry -> put(dict, entry)));
        }

        private void put(long dict, Message.Entry entry) {
            long key = build(entry.key());
            long value = 0;
            try {
                value = build(entry.value());
                PyErrors.check(attached, python.containers().dictSetItem(dict, key, value));
            } finally {
                PyCalls.decRef(attached, key, value);
            }
        }

        /** Drops a half-filled container if filling it fails. */
        private long guarded(long container, Runnable fill) {
            try {
                fill.run();
                return container;
            } catch (RuntimeException | Error e) {
                PyCalls.decRef(attached, container);
                throw e;
            }
        }

        private long restore(Message.Reduced reduced) {
            long kind = Text.decode(attached, reduced.kind());
            long state = 0;
            try {
                state = decode(attached, reduced.state());
                return PyCalls.call(attached, hooks.restore().borrow(attached), kind, state);
            } finally {
                PyCalls.decRef(attached, kind, state);
            }
        }
    }
}
