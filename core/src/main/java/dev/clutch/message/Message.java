package dev.clutch.message;

import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value on its way from one interpreter to another, or between Python and Java.
 *
 * <p>Messages are immutable trees and belong to nobody: an engine makes one from an object of its
 * interpreter ({@code encode}) and makes a new object from it in another one ({@code decode}).
 * Python's built-in types have a form each. Everything else is {@link Reduced}: the Python side says
 * how such an object is rebuilt, much as {@code object.__reduce__} does for {@code pickle}.
 *
 * <table>
 * <caption>Python, message and Java</caption>
 * <tr><th>Python</th><th>message</th><th>{@link #toJava}</th><th>{@link #of} also takes</th></tr>
 * <tr><td>None</td><td>None</td><td>null</td><td></td></tr>
 * <tr><td>bool</td><td>Bool</td><td>Boolean</td><td></td></tr>
 * <tr><td>int</td><td>Int, BigInt</td><td>Long, or BigInteger beyond 64 bits</td><td>Byte, Short,
 * Integer</td></tr>
 * <tr><td>float</td><td>Real</td><td>Double</td><td>Float</td></tr>
 * <tr><td>complex</td><td>ComplexNumber</td><td>{@link Complex}</td><td></td></tr>
 * <tr><td>str</td><td>Str, Surrogates</td><td>String</td><td>CharSequence, Character</td></tr>
 * <tr><td>bytes, bytearray</td><td>Bytes, ByteArray</td><td>byte[] (a copy)</td><td>ByteString,
 * ByteBuffer</td></tr>
 * <tr><td>tuple</td><td>Tuple</td><td>{@link PyTuple}</td><td>Object[]</td></tr>
 * <tr><td>list</td><td>ListOf</td><td>ArrayList</td><td>any Collection, arrays of numbers</td></tr>
 * <tr><td>dict</td><td>Dict</td><td>LinkedHashMap</td><td>any Map</td></tr>
 * <tr><td>set, frozenset</td><td>SetOf</td><td>LinkedHashSet</td><td>any Set</td></tr>
 * <tr><td>decimal.Decimal, datetime.*</td><td>Reduced</td><td>BigDecimal, java.time.*</td><td></td></tr>
 * <tr><td>queues, ends of channels, interpreters, callables of Java</td><td>Reduced</td><td>the Java object of the same id</td><td></td></tr>
 * <tr><td>any object of the receiving interpreter</td><td>Reduced</td><td></td><td>a {@code PythonObject} of it</td></tr>
 * <tr><td>anything else</td><td>Reduced</td><td>the Reduced itself, to be handed on</td><td></td></tr>
 * </table>
 */
public sealed interface Message {

    /** How many levels of containers a message may have. Python sends deeper ones as a pickle. */
    int DEEPEST = 250;

    /** Python's {@code None}. */
    enum None implements Message {
        /** The only one. */
        NONE
    }

    /** A {@code bool}. */
    record Bool(boolean value) implements Message {
        static final Bool TRUE = new Bool(true);
        static final Bool FALSE = new Bool(false);

        /** One of two shared instances. */
        public static Bool of(boolean value) {
            return value ? TRUE : FALSE;
        }
    }

    /** An {@code int} of up to 64 bits. */
    record Int(long value) implements Message {}

    /** An {@code int} that needs more than 64 bits. */
    record BigInt(BigInteger value) implements Message {}

    /** A {@code float}. */
    record Real(double value) implements Message {}

    /** A {@code complex}. */
    record ComplexNumber(double real, double imaginary) implements Message {}

    /** A {@code str} of well-formed Unicode. */
    record Str(String value) implements Message {}

    /**
     * A {@code str} with lone surrogates, as UTF-8 of which they are encoded like other code points
     * (Python's {@code surrogatepass}). Kept apart because in UTF-16, Java's strings, two lone
     * surrogates in a row become a character that Python's string does not hold.
     */
    record Surrogates(ByteString utf8) implements Message {}

    /** A {@code bytes}. */
    record Bytes(ByteString value) implements Message {}

    /** A {@code bytearray}. */
    record ByteArray(ByteString value) implements Message {}

    /** A {@code tuple}. */
    record Tuple(List<Message> elements) implements Message {
        /** The tuple {@code ()}. */
        public static final Tuple EMPTY = new Tuple(List.of());

        /** A tuple of the given messages. */
        public static Tuple of(Message... elements) {
            return new Tuple(List.of(elements));
        }
    }

    /** A {@code list}. */
    record ListOf(List<Message> elements) implements Message {}

    /** A {@code dict}, in its order. */
    record Dict(List<Entry> entries) implements Message {
        /** The dict <code>{}</code>. */
        public static final Dict EMPTY = new Dict(List.of());
    }

    /** One key of a {@link Dict} with its value. */
    record Entry(Message key, Message value) {}

    /** A {@code set} or {@code frozenset}. */
    record SetOf(List<Message> elements, boolean frozen) implements Message {}

    /**
     * A message in which one container stands in several places, as one and the same instance: the
     * receiver gets one object in all of them. Without this mark each place gets an object of its own.
     */
    record Graph(Message root) implements Message {}

    /**
     * Any other object: {@code kind} names who rebuilds it on the Python side, from {@code state}.
     * Kinds that Java understands are listed at {@link ReducedKinds}.
     */
    record Reduced(String kind, Message state) implements Message {}

    /**
     * The message for a Java value.
     *
     * @param value one of the types of the table above
     * @throws dev.clutch.error.NotShareableException if the value, or one inside it, is of another
     *     type; the message says which, and where
     */
    static Message of(@Nullable Object value) {
        return FromJava.convert(value);
    }

    /** The Java value of this message, as in the table above; handles stay {@link Reduced}. */
    default @Nullable Object toJava() {
        return toJava(reduced -> reduced);
    }

    /**
     * The Java value of this message.
     *
     * @param handles turns a {@link Reduced} of a kind that is not a plain value into its Java object
     * @throws dev.clutch.error.NotShareableException if Java has no such value, as for {@code
     *     Decimal('NaN')}
     */
    default @Nullable Object toJava(Handles handles) {
        return new ToJava(handles).convert(this);
    }

    /** Finds the Java object that a {@link Reduced} stands for. */
    @FunctionalInterface
    interface Handles {
        /** The object, or {@code reduced} itself if Java has none for it. */
        Object resolve(Reduced reduced);
    }
}
