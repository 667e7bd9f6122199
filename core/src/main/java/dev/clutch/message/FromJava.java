package dev.clutch.message;

import dev.clutch.buffer.Buffer;
import dev.clutch.buffer.Cargo;
import dev.clutch.buffer.Freight;
import dev.clutch.buffer.Parcel;
import dev.clutch.error.NotShareableException;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Java values to messages; the table is at {@link Message}. */
final class FromJava {
    private final List<Freight> freight = new ArrayList<>(0);
    private final Message.Handles handles;
    private int depth;

    private FromJava(Message.Handles handles) {
        this.handles = handles;
    }

    static Message convert(@Nullable Object value, Message.Handles handles) {
        FromJava conversion = new FromJava(handles);
        try {
            Message root = conversion.message(value);
            return conversion.freight.isEmpty() ? root : new Message.Laden(root, new Cargo(conversion.freight));
        } catch (RuntimeException | Error e) {
            new Cargo(conversion.freight).settle();
            throw e;
        }
    }

    private Message message(@Nullable Object value) {
        return switch (value) {
            case null -> Message.None.NONE;
            case Message message -> unladen(message);
            case Sendable sendable -> sendable.asMessage();
            case Boolean bool -> Message.Bool.of(bool);
            case Long number -> new Message.Int(number);
            case Integer number -> new Message.Int(number);
            case Double number -> new Message.Real(number);
            case String text -> text(text);
            case List<?> list -> list(list);
            case Map<?, ?> map -> map(map);
            case Set<?> set -> new Message.SetOf(elements(set), false);
            default -> lessCommon(value);
        };
    }

    private Message lessCommon(Object value) {
        return switch (value) {
            case Short number -> new Message.Int(number);
            case Byte number -> new Message.Int(number);
            case BigInteger number -> integer(number);
            case java.lang.Float number -> new Message.Real(number);
            case Complex number -> new Message.ComplexNumber(number.real(), number.imaginary());
            case Buffer buffer -> packed(buffer);
            case CharSequence text -> text(text.toString());
            case Character character -> text(character.toString());
            case byte[] bytes -> new Message.Bytes(ByteString.copyOf(bytes));
            case ByteString bytes -> new Message.Bytes(bytes);
            case ByteBuffer buffer -> bytes(buffer);
            case Object[] array -> new Message.Tuple(elements(Arrays.asList(array)));
            case Collection<?> collection -> new Message.ListOf(elements(collection));
            default -> value.getClass().isArray() ? primitives(value) : rich(value);
        };
    }

    private Message unladen(Message message) {
        freight.addAll(message.cargo().freight());
        return message instanceof Message.Laden laden ? laden.root() : message;
    }

    private Message packed(Buffer buffer) {
        Parcel parcel = buffer.pack();
        freight.add(parcel);
        return new Message.BufferOf(parcel);
    }

    private Message rich(Object value) {
        return switch (value) {
            case BigDecimal number -> reduced(ReducedKinds.DECIMAL, number.toString());
            case LocalDate date -> reduced(ReducedKinds.DATE, Iso.date(date));
            case LocalTime time -> reduced(ReducedKinds.TIME, Iso.time(time));
            case LocalDateTime moment -> moment(Iso.local(moment), null);
            case OffsetDateTime moment -> moment(Iso.offset(moment), null);
            case Instant moment -> moment(Iso.instant(moment), null);
            case ZonedDateTime moment -> zoned(moment);
            case Duration duration -> duration(duration);
            case UUID id -> reduced(ReducedKinds.UUID, id.toString());
            default -> handle(value);
        };
    }

    private Message handle(Object value) {
        Message handle = handles.handle(value);
        if (handle == null) {
            throw new NotShareableException("a Java object of " + value.getClass() + " cannot cross to Python; send"
                    + " plain values (numbers, strings, byte[], collections, java.time), or a function that"
                    + " Interpreters.callable has made");
        }
        return unladen(handle);
    }

    private static Message text(String text) {
        return SurrogateCodec.hasLoneSurrogate(text)
                ? new Message.Surrogates(SurrogateCodec.encode(text))
                : new Message.Str(text);
    }

    private static Message integer(BigInteger number) {
        return number.bitLength() < Long.SIZE ? new Message.Int(number.longValue()) : new Message.BigInt(number);
    }

    private static Message bytes(ByteBuffer buffer) {
        byte[] copy = new byte[buffer.remaining()];
        buffer.duplicate().get(copy);
        return new Message.Bytes(ByteString.wrap(copy));
    }

    private Message primitives(Object array) {
        return new Message.ListOf(elements(new java.util.AbstractList<Object>() {
            @Override
            public Object get(int index) {
                return Array.get(array, index);
            }

            @Override
            public int size() {
                return Array.getLength(array);
            }
        }));
    }

    private Message list(List<?> list) {
        List<Message> elements = elements(list);
        return list instanceof PyTuple ? new Message.Tuple(elements) : new Message.ListOf(elements);
    }

    private List<Message> elements(Collection<?> values) {
        List<Message> messages = new ArrayList<>(values.size());
        goDown();
        for (Object value : values) {
            try {
                messages.add(message(value));
            } catch (NotShareableException e) {
                throw e.at(messages.size());
            }
        }
        depth--;
        return messages;
    }

    private Message map(Map<?, ?> map) {
        List<Message.Entry> entries = new ArrayList<>(map.size());
        goDown();
        Set<Object> keys = new HashSet<>();
        map.forEach((key, value) -> {
            if (key != null && !keys.add(asPythonKey(key))) {
                throw new NotShareableException("the keys of a map are one key in Python: " + key).under(key);
            }
            try {
                entries.add(new Message.Entry(message(key), message(value)));
            } catch (NotShareableException e) {
                throw e.under(key);
            }
        });
        depth--;
        return new Message.Dict(entries);
    }

    /** In Python, numbers of all types are the same key if they are equal, and so are True and 1. */
    private static Object asPythonKey(Object key) {
        return switch (key) {
            case Boolean bool -> bool ? BigDecimal.ONE : BigDecimal.ZERO;
            case Double number when Double.isFinite(number) -> new BigDecimal(number).stripTrailingZeros();
            case java.lang.Float number
            when java.lang.Float.isFinite(number) -> new BigDecimal(number).stripTrailingZeros();
            case BigDecimal number -> number.stripTrailingZeros();
            case BigInteger number -> new BigDecimal(number).stripTrailingZeros();
            case Long number -> BigDecimal.valueOf(number).stripTrailingZeros();
            case Integer number -> BigDecimal.valueOf(number).stripTrailingZeros();
            case Short number -> BigDecimal.valueOf(number).stripTrailingZeros();
            case Byte number -> BigDecimal.valueOf(number).stripTrailingZeros();
            case Character character -> character.toString();
            case CharSequence text -> text.toString();
            default -> key;
        };
    }

    private void goDown() {
        if (++depth > Message.DEEPEST) {
            throw new NotShareableException("a container that is nested more than " + Message.DEEPEST
                    + " levels deep, or that holds itself, cannot cross to Python");
        }
    }

    private static Message reduced(String kind, String state) {
        return new Message.Reduced(kind, new Message.Str(state));
    }

    private static Message moment(String iso, @Nullable String zone) {
        return new Message.Reduced(
                ReducedKinds.DATETIME,
                Message.Tuple.of(new Message.Str(iso), zone == null ? Message.None.NONE : new Message.Str(zone)));
    }

    private static Message zoned(ZonedDateTime moment) {
        if (moment.getZone() instanceof ZoneOffset) {
            return moment(Iso.offset(moment.toOffsetDateTime()), null);
        }
        return moment(Iso.offset(moment.toOffsetDateTime()), moment.getZone().getId());
    }

    private static Message duration(Duration duration) {
        Iso.requireMicroseconds(duration.getNano(), duration);
        Iso.requireRange(Math.abs(duration.toDays()) < 1_000_000_000L, duration);
        return new Message.Reduced(
                ReducedKinds.TIMEDELTA,
                Message.Tuple.of(
                        new Message.Int(Math.floorDiv(duration.getSeconds(), 86_400L)),
                        new Message.Int(Math.floorMod(duration.getSeconds(), 86_400L)),
                        new Message.Int(duration.getNano() / 1_000)));
    }
}
