package dev.clutch.shared;

import dev.clutch.buffer.Parcel;
import dev.clutch.message.Message;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/** Python's equality of plain values: equal values have equal forms here. */
final class Equality {
    private Equality() {}

    /**
     * The form of a value that may be a key.
     *
     * @throws ClassCastException Python's {@code TypeError}, if it may not
     */
    static Message key(Message value) {
        return switch (value) {
            case Message.Str text -> text;
            case Message.Int number -> number;
            case Message.Tuple(List<Message> elements) ->
                new Message.Tuple(elements.stream().map(Equality::key).toList());
            case Message.Graph(Message root) -> key(root);
            case Message.Laden laden -> key(laden.plain());
            case Message.None none -> none;
            case Message.Bytes bytes -> bytes;
            case Message.Surrogates text -> text;
            case Message.Bool bool -> number(bool);
            case Message.BigInt number -> number;
            case Message.Real number -> number(number);
            default ->
                throw new ClassCastException("a key of a SharedDict must be None, a bool, an int, a float, a str,"
                        + " bytes, or a tuple of these");
        };
    }

    /**
     * Whether values are equal: plain ones as in Python, buffers if they have the same memory, others if they
     * cross as the same.
     */
    static boolean areEqual(Message a, Message b) {
        return form(a).equals(form(b));
    }

    private static Message form(Message value) {
        return switch (value) {
            case Message.Tuple(List<Message> elements) -> new Message.Tuple(forms(elements));
            case Message.ListOf(List<Message> elements) -> new Message.ListOf(forms(elements));
            case Message.Graph(Message root) -> form(root);
            case Message.Laden laden -> form(laden.root());
            case Message.Large large -> large.plain();
            case Message.BufferOf(Parcel parcel) -> new Message.Reduced("buffer", new Message.Int(parcel.memory()));
            case Message.Bool bool -> number(bool);
            case Message.Real number -> number(number);
            default -> value;
        };
    }

    private static List<Message> forms(List<Message> elements) {
        return elements.stream().map(Equality::form).toList();
    }

    private static Message number(Message.Bool bool) {
        return new Message.Int(bool.value() ? 1 : 0);
    }

    /** A float that is a whole number is that number. */
    private static Message number(Message.Real number) {
        double value = number.value();
        if (value != Math.rint(value) || Double.isInfinite(value)) {
            return number;
        }
        if (Math.abs(value) < 0x1p63) {
            return new Message.Int((long) value);
        }
        BigInteger whole = new BigDecimal(value).toBigIntegerExact();
        return whole.bitLength() < Long.SIZE ? new Message.Int(whole.longValueExact()) : new Message.BigInt(whole);
    }
}
