package dev.clutch.message;

import dev.clutch.buffer.Buffer;
import dev.clutch.buffer.Cargo;
import dev.clutch.buffer.Parcel;
import dev.clutch.buffer.Pinned;
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
 * <tr><td>str</td><td>Str, Surrogates, Large</td><td>String</td><td>CharSequence, Character</td></tr>
 * <tr><td>bytes, bytearray</td><td>Bytes, Large; ByteArray</td><td>byte[] (a copy)</td><td>ByteString,
 * ByteBuffer</td></tr>
 * <tr><td>tuple</td><td>Tuple</td><td>{@link PyTuple}</td><td>Object[]</td></tr>
 * <tr><td>list</td><td>ListOf</td><td>ArrayList</td><td>any Collection, arrays of numbers</td></tr>
 * <tr><td>dict</td><td>Dict</td><td>LinkedHashMap</td><td>any Map</td></tr>
 * <tr><td>set, frozenset</td><td>SetOf</td><td>LinkedHashSet</td><td>any Set</td></tr>
 * <tr><td>decimal.Decimal, datetime.*</td><td>Reduced</td><td>BigDecimal, java.time.*</td><td></td></tr>
 * <tr><td>queues, ends of channels, locks and their like, shared dicts and lists, interpreters, callables of Java</td><td>Reduced</td><td>the Java object of the same id</td><td></td></tr>
 * <tr><td>callable of Java</td><td>Reduced</td><td></td><td>a lambda or another functional interface, as an argument, a result or in
 * {@code prepareMain}</td></tr>
 * <tr><td>any object of the receiving interpreter</td><td>Reduced</td><td></td><td>a {@code PythonObject} of it</td></tr>
 * <tr><td>clutch.Buffer</td><td>BufferOf</td><td>{@link Buffer}</td><td></td></tr>
 * <tr><td>memoryview</td><td>BufferOf, or Reduced</td><td>{@link Buffer} of the same memory, with its {@link
 * dev.clutch.buffer.Layout}; byte[] (a copy) if it leads to its elements by pointers</td><td></td></tr>
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

    /**
     * A large {@code bytes} or {@code str} that is still the sender's: the receiver copies it. It is in {@link Laden}
     * messages only.
     */
    final class Large implements Message {
        /** What it is, and how many bytes a character has. */
        public enum Form {
            /** A {@code bytes}. */
            BYTES(1),
            /** A {@code str} with nothing but ASCII. */
            ASCII(1),
            /** A {@code str} whose characters have one byte. */
            ONE(1),
            /** A {@code str} whose characters have two bytes, in the order of the machine. */
            TWO(2),
            /** A {@code str} whose characters have four bytes, in the order of the machine. */
            FOUR(4);

            private final int width;

            Form(int width) {
                this.width = width;
            }

            /** How many bytes a character has. */
            public int width() {
                return width;
            }
        }

        private final Pinned content;
        private final Form form;
        private volatile @Nullable Message plain;

        /** A value with that content. */
        public Large(Pinned content, Form form) {
            this.content = content;
            this.form = form;
        }

        /** The bytes, which the sender has. */
        public Pinned content() {
            return content;
        }

        /** What the bytes are. */
        public Form form() {
            return form;
        }

        /** Whether Java has looked at it, so that {@link #plain} is there for good. */
        public boolean isPlain() {
            return plain != null;
        }

        /**
         * The same as a message of its own: {@link Bytes}, {@link Str} or {@link Surrogates}.
         *
         * @throws dev.clutch.error.BufferException if the message was received or dropped
         */
        @Override
        public Message plain() {
            Message known = plain;
            if (known == null) {
                byte[] bytes = content.toByteArray();
                known = form == Form.BYTES
                        ? new Bytes(ByteString.wrap(bytes))
                        : Characters.message(bytes, form.width());
                plain = known;
            }
            return known;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Large that && plain().equals(that.plain());
        }

        @Override
        public int hashCode() {
            return plain().hashCode();
        }

        @Override
        public String toString() {
            return "Large[" + content.size() + " bytes, " + form + "]";
        }
    }

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

    /** A {@code clutch.Buffer}, or the memory that a {@code memoryview} shows, on its way; see {@link Laden}. */
    record BufferOf(Parcel parcel) implements Message {}

    /**
     * A message with buffers or {@link Large} values somewhere in it. Unlike others it is used up by its first use: the
     * buffers are then the receiver's, and what was large has gone back to the sender. Whoever throws it away unused says
     * so to its {@link #cargo}.
     *
     * @param root the message itself
     * @param cargo every buffer and large value in it
     */
    record Laden(Message root, Cargo cargo) implements Message {
        /** The message as it is without buffers, else laden with them. */
        public static Message with(Cargo cargo, Message root) {
            return cargo.freight().isEmpty() ? root : new Laden(root, cargo);
        }

        /** A message made of others, laden with all that they are laden with. */
        public static Message with(List<Message> parts, Message root) {
            return with(Message.cargoOf(parts), root);
        }
    }

    private static boolean isAnyLaden(List<Message> messages) {
        for (Message message : messages) {
            if (message instanceof Laden) {
                return true;
            }
        }
        return false;
    }

    /** The buffers and large values in this message. Where each nanosecond counts, a look for {@link Laden} is quicker: few are. */
    default Cargo cargo() {
        return this instanceof Laden laden ? laden.cargo : Cargo.NONE;
    }

    /** The buffers in all of these. */
    static Cargo cargoOf(List<Message> messages) {
        return isAnyLaden(messages)
                ? Cargo.of(messages.stream().map(Message::cargo).toList())
                : Cargo.NONE;
    }

    /**
     * A message of the same content that can be received by itself; this one if it is not laden.
     *
     * @throws dev.clutch.error.BufferException if a buffer in it would move, and so have one receiver only
     */
    default Message copy() {
        return this instanceof Laden laden ? Copying.copy(laden) : this;
    }

    /** Copies of all, or of none when one cannot be copied; see {@link #copy}. */
    static List<Message> copies(List<Message> messages) {
        return isAnyLaden(messages) ? Copying.copies(messages) : messages;
    }

    /** The message without its mark that it is laden, and as a plain one if all of it is one large value. */
    default Message unladen() {
        return this instanceof Laden laden ? laden.root instanceof Large large ? large.plain() : laden.root : this;
    }

    /** A message of the same content that is not laden; for one without buffers. */
    default Message plain() {
        return this instanceof Laden ? Plain.plain(this) : this;
    }

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
        return of(value, reduced -> reduced);
    }

    /**
     * The message for a Java value.
     *
     * @param handles knows which other objects can be sent, as handles
     * @throws dev.clutch.error.NotShareableException as above
     */
    static Message of(@Nullable Object value, Handles handles) {
        return FromJava.convert(value, handles);
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

    /** As {@link #toJava(Handles)}, but a message of which Java has no such value can still be received. */
    default @Nullable Object toJavaOrLeave(Handles handles) {
        if (this instanceof Laden laden) {
            ToJava.check(laden, handles);
        }
        return toJava(handles);
    }

    /** Knows the Java objects that cross by their ids. */
    @FunctionalInterface
    interface Handles {
        /** The object that a {@link Reduced} stands for, or {@code reduced} itself if Java has none for it. */
        Object resolve(Reduced reduced);

        /** A handle of an object that is no plain value, in a message that holds it; null if there is none. */
        default @Nullable Message handle(Object value) {
            return null;
        }
    }
}
