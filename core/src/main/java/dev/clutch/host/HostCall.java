package dev.clutch.host;

import dev.clutch.message.ByteString;
import dev.clutch.message.Message;
import dev.clutch.queue.Timeout;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A call of a host function: who calls, and with what. The accessors throw {@link
 * IllegalArgumentException} when an argument is missing or of another type. Used by one thread.
 */
public final class HostCall {
    /** Nanoseconds that can be added to {@link System#nanoTime} without an overflow: 146 years. */
    private static final double LONGEST = 0x1p62;

    private final long interpreter;
    private final Message[] arguments;
    private long deadline;
    private @Nullable Task task;

    /** Work that goes on elsewhere while the call waits for its end. */
    public interface Task {
        /** Nobody waits for its end any more: has it end soon. May block for a moment. */
        void abandon();
    }

    /**
     * One call.
     *
     * @param interpreter the id of the calling interpreter
     * @param arguments the positional arguments, not copied
     */
    public HostCall(long interpreter, Message... arguments) {
        this.interpreter = interpreter;
        this.arguments = arguments;
    }

    /** The id of the calling interpreter. */
    public long interpreter() {
        return interpreter;
    }

    /** Whether there are so many arguments. */
    public boolean has(int index) {
        return index < arguments.length;
    }

    /** The argument as it came. */
    public Message message(int index) {
        if (!has(index)) {
            throw new IllegalArgumentException("missing argument " + (index + 1) + ", got " + arguments.length);
        }
        return arguments[index];
    }

    /** The arguments from that one on. */
    public List<Message> rest(int index) {
        return List.of(arguments).subList(index, arguments.length);
    }

    /** An {@code int} of up to 64 bits. */
    public long integer(int index) {
        return switch (message(index)) {
            case Message.Int(long value) -> value;
            case Message.BigInt(var value) -> throw new ArithmeticException(value + " does not fit into 64 bits");
            default -> throw wrong(index, "an int");
        };
    }

    /** A {@code bool}. */
    public boolean flag(int index) {
        return message(index) instanceof Message.Bool(boolean value) ? value : refuse(index, "a bool");
    }

    /** A {@code str} without lone surrogates. */
    public String text(int index) {
        if (message(index).unladen() instanceof Message.Str(String value)) {
            return value;
        }
        throw wrong(index, "a str");
    }

    /** A {@code bytes}. */
    public ByteString bytes(int index) {
        if (message(index).unladen() instanceof Message.Bytes(ByteString value)) {
            return value;
        }
        throw wrong(index, "a bytes");
    }

    /** A {@code tuple}. */
    public Message.Tuple tuple(int index) {
        return switch (message(index).unladen()) {
            case Message.Tuple tuple -> tuple;
            case Message.Graph(Message.Tuple tuple) -> tuple;
            default -> throw wrong(index, "a tuple");
        };
    }

    /** A {@code tuple} of {@code str}. */
    public List<String> strings(int index) {
        return tuple(index).elements().stream()
                .map(element -> element.toJava() instanceof String text ? text : refuseElement(index))
                .toList();
    }

    /** A {@code dict}. */
    public Message.Dict dict(int index) {
        return switch (message(index).unladen()) {
            case Message.Dict dict -> dict;
            case Message.Graph(Message.Dict dict) -> dict;
            default -> throw wrong(index, "a dict");
        };
    }

    /**
     * Seconds as a number; for ever if it is {@code None}, or missing. The time starts when this is first asked: a call
     * that is served again, because a signal handler ran in between, has the rest of it (PEP 475).
     */
    public Timeout timeout(int index) {
        if (!has(index)) {
            return Timeout.FOREVER;
        }
        return switch (message(index)) {
            case Message.None none -> Timeout.FOREVER;
            case Message.Int(long seconds) -> remaining((double) seconds);
            case Message.Bool(boolean one) -> remaining(one ? 1 : 0); // an int, for Python
            case Message.Real(double seconds) -> remaining(seconds);
            default -> throw wrong(index, "a number of seconds or None");
        };
    }

    private Timeout remaining(double seconds) {
        if (Double.isNaN(seconds)) {
            throw new IllegalArgumentException("a timeout must be a number of seconds, not nan");
        }
        if (seconds <= 0) {
            return Timeout.NONE;
        }
        long nanos = (long) Math.min(seconds * 1e9, LONGEST);
        if (deadline == 0) {
            deadline = System.nanoTime() + nanos;
        }
        return new Timeout(deadline - System.nanoTime());
    }

    /**
     * The work that this call waits for, begun when this is first asked: a call that is served again, because
     * a signal handler ran in between, goes on to wait for the same.
     */
    @SuppressWarnings("unchecked") // a body begins one kind of task
    public <T extends Task> T task(Supplier<T> begin) {
        if (task == null) {
            task = begin.get();
        }
        return (T) task;
    }

    /** The call is not served again: it was interrupted. */
    public void abandon() {
        if (task != null) {
            task.abandon();
        }
    }

    private String refuseElement(int index) {
        throw wrong(index, "a tuple of str");
    }

    private boolean refuse(int index, String wanted) {
        throw wrong(index, wanted);
    }

    private IllegalArgumentException wrong(int index, String wanted) {
        return new IllegalArgumentException("argument " + (index + 1) + " must be " + wanted + ", not "
                + arguments[index].getClass().getSimpleName());
    }
}
