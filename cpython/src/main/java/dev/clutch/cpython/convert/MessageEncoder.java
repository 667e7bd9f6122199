package dev.clutch.cpython.convert;

import dev.clutch.cpython.capi.Memory;
import dev.clutch.cpython.capi.Objects;
import dev.clutch.cpython.capi.TypeTable;
import dev.clutch.cpython.capi.Values;
import dev.clutch.cpython.object.PyCalls;
import dev.clutch.cpython.thread.Attached;
import dev.clutch.message.ByteString;
import dev.clutch.message.Message;
import dev.clutch.message.ReducedKinds;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Python objects to messages.
 *
 * <p>Scalars go directly and containers element by element ({@link TreeEncoder}); instances of other
 * classes go as their Python side reduces them. An object that holds anything else, or that refers to
 * itself, goes as one pickle, so that the receiver sees the same graph as the sender.
 */
public final class MessageEncoder {
    private final PythonHooks hooks;
    private final BufferClass buffers;
    private final SharedViews views;
    private final NamedFunctions names;

    /**
     * Encodes objects of one interpreter.
     *
     * @param hooks the Python side in that interpreter
     * @param buffers its class of buffers
     * @param views its memory views
     * @param names its functions that have names
     */
    public MessageEncoder(PythonHooks hooks, BufferClass buffers, SharedViews views, NamedFunctions names) {
        this.hooks = hooks;
        this.names = names;
        this.buffers = buffers;
        this.views = views;
    }

    BufferClass buffers() {
        return buffers;
    }

    SharedViews views() {
        return views;
    }

    /**
     * The message for an object, which stays the caller's.
     *
     * @throws dev.clutch.cpython.object.PythonRaised {@code NotShareableError} if it cannot cross
     */
    public Message encode(Attached attached, long object) {
        Message scalar = scalar(attached, object);
        if (scalar != null) {
            return scalar instanceof Message.Large large ? LargeValues.laden(large) : scalar;
        }
        Message tree = new TreeEncoder(attached, this).encode(object);
        return tree != null ? tree : pickle(attached, object);
    }

    /**
     * The message for a callable that is to be called in another interpreter; see {@link
     * dev.clutch.spi.EngineInterpreter#function}.
     *
     * @throws dev.clutch.cpython.object.PythonRaised if it cannot be called, or cannot cross
     */
    public Message encodeCallable(Attached attached, long object) {
        Message.Str known = names.nameOf(attached, object);
        return known != null ? known : dump(attached, object);
    }

    /**
     * The message for an argument of a Java function: if it can be called, and does not cross by value, a handle of it.
     *
     * @throws dev.clutch.cpython.object.PythonRaised if it cannot cross
     */
    public Message encodeHanded(Attached attached, long object) {
        Message scalar = scalar(attached, object);
        return scalar == null || scalar instanceof Message.Large ? hand(attached, object) : scalar;
    }

    private Message hand(Attached attached, long object) {
        long handed = PyCalls.call(attached, hooks.handed().borrow(attached), object);
        try {
            return encode(attached, handed);
        } finally {
            PyCalls.decRef(attached, handed);
        }
    }

    private Message dump(Attached attached, long callable) {
        long dumped = PyCalls.call(attached, hooks.dumpCallable().borrow(attached), callable);
        try {
            Message message = encode(attached, dumped);
            if (message instanceof Message.Str name) {
                names.learnName(attached, callable, name);
            }
            return message;
        } finally {
            PyCalls.decRef(attached, dumped);
        }
    }

    /** The message of an instance of a simple built-in type, or null. One that is {@code Large} is to be laden. */
    static @Nullable Message scalar(Attached attached, long object) {
        TypeTable types = attached.python().types();
        Values values = attached.python().values();
        long type = Objects.typeOf(object);
        if (type == types.integer) {
            return Numbers.encode(attached, object);
        }
        if (type == types.string) {
            return LargeValues.isLarge(attached, object)
                    ? LargeValues.ofString(attached, object)
                    : Text.encode(attached, object);
        }
        if (type == types.none) {
            return Message.None.NONE;
        }
        if (type == types.bool) {
            return Message.Bool.of(object == attached.python().objects().pyTrue);
        }
        if (type == types.real) {
            return new Message.Real(Values.floatAsDouble(object));
        }
        // SAFETY of both copies: the object is alive, owns its content, and nothing runs in between.
        if (type == types.bytes) {
            long size = values.bytesSize(object);
            return size >= LargeValues.LEAST
                    ? LargeValues.ofBytes(attached, object, size)
                    : new Message.Bytes(bytes(values.bytesAddress(object), size));
        }
        if (type == types.byteArray) {
            return new Message.ByteArray(bytes(values.byteArrayAddress(object), values.byteArraySize(object)));
        }
        if (type == types.complex) {
            return new Message.ComplexNumber(values.complexReal(object), values.complexImaginary(object));
        }
        return null;
    }

    private static ByteString bytes(long address, long size) {
        return ByteString.wrap(Memory.bytes(address, size));
    }

    /** The message of any other object as its Python side reduces it; null if it must be pickled. */
    @Nullable
    Message reduce(Attached attached, long object) {
        long pair = PyCalls.call(attached, hooks.reduce().borrow(attached), object);
        try {
            if (pair == attached.python().objects().none) {
                return null;
            }
            Message encoded = encode(attached, pair);
            return Message.Laden.with(encoded.cargo(), reduced(encoded.unladen()));
        } finally {
            PyCalls.decRef(attached, pair);
        }
    }

    /** The pair of a kind and a state; objects that stand in it several times are in the state. */
    private static Message reduced(Message pair) {
        if (pair instanceof Message.Graph(Message.Tuple(var elements))) {
            return new Message.Reduced(kind(elements), new Message.Graph(elements.get(1)));
        }
        List<Message> elements = ((Message.Tuple) pair).elements();
        return new Message.Reduced(kind(elements), elements.get(1));
    }

    private static String kind(List<Message> pair) {
        return ((Message.Str) pair.get(0)).value();
    }

    private Message pickle(Attached attached, long object) {
        long bytes = PyCalls.call(attached, hooks.dumps().borrow(attached), object);
        try {
            Message pickle = scalar(attached, bytes);
            return pickle instanceof Message.Large large
                    ? LargeValues.laden(large, new Message.Reduced(ReducedKinds.PICKLE, large))
                    : new Message.Reduced(ReducedKinds.PICKLE, encode(attached, bytes));
        } finally {
            PyCalls.decRef(attached, bytes);
        }
    }
}
