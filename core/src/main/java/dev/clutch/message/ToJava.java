package dev.clutch.message;

import dev.clutch.buffer.Buffer;
import dev.clutch.buffer.Buffers;
import dev.clutch.buffer.Cargo;
import dev.clutch.buffer.Parcel;
import dev.clutch.error.NotShareableException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Messages to Java values; the table is at {@link Message}. */
record ToJava(Message.Handles handles, List<Buffer> taken, boolean takes) {

    ToJava(Message.Handles handles) {
        this(handles, new ArrayList<>(0), true);
    }

    /** Throws what the conversion of the message would throw, and takes no buffers. */
    static void check(Message.Laden message, Message.Handles handles) {
        new ToJava(handles, List.of(), false).convert(message.root());
    }

    @Nullable
    Object convert(Message message) {
        return switch (message) {
            case Message.None none -> null;
            case Message.Bool(boolean value) -> value;
            case Message.Int(long value) -> value;
            case Message.BigInt(var value) -> value;
            case Message.Real(double value) -> value;
            case Message.ComplexNumber(double real, double imaginary) -> new Complex(real, imaginary);
            case Message.Str(String value) -> value;
            case Message.Surrogates(ByteString utf8) -> SurrogateCodec.decode(utf8);
            case Message.Bytes(ByteString value) -> value.toByteArray();
            case Message.ByteArray(ByteString value) -> value.toByteArray();
            case Message.Large large -> takes ? convert(large.plain()) : large;
            case Message.Tuple(var elements) -> new PyTuple(Collections.unmodifiableList(list(elements)));
            case Message.ListOf(var elements) -> list(elements);
            case Message.Dict(var entries) -> map(entries);
            case Message.SetOf(var elements, boolean frozen) -> set(elements, frozen);
            case Message.Graph(Message root) -> convert(root);
            case Message.Laden(Message root, Cargo cargo) -> laden(root, cargo);
            case Message.BufferOf(Parcel parcel) -> takes ? take(parcel) : parcel;
            case Message.Reduced reduced -> reduced(reduced);
        };
    }

    private @Nullable Object laden(Message root, Cargo cargo) {
        try {
            return convert(root);
        } catch (RuntimeException | Error e) {
            taken.forEach(Buffer::close);
            throw e;
        } finally {
            cargo.discard();
        }
    }

    private Buffer take(Parcel parcel) {
        Buffer buffer = parcel.take(Buffers.JAVA);
        taken.add(buffer);
        return buffer;
    }

    private List<Object> list(List<Message> elements) {
        List<Object> list = new ArrayList<>(elements.size());
        for (Message element : elements) {
            try {
                addNullable(list, convert(element));
            } catch (NotShareableException e) {
                throw e.at(list.size());
            }
        }
        return list;
    }

    @SuppressWarnings("NullAway") // Python's None is null in a Java list; JDK annotations have no say in it
    private static void addNullable(List<Object> list, @Nullable Object value) {
        list.add(value);
    }

    private Set<@Nullable Object> set(List<Message> elements, boolean frozen) {
        Set<@Nullable Object> set = new LinkedHashSet<>();
        elements.forEach(element -> set.add(convert(element)));
        return frozen ? Collections.unmodifiableSet(set) : set;
    }

    private Map<@Nullable Object, @Nullable Object> map(List<Message.Entry> entries) {
        Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
        for (Message.Entry entry : entries) {
            Object key = convert(entry.key());
            try {
                map.put(key, convert(entry.value()));
            } catch (NotShareableException e) {
                throw e.under(key);
            }
        }
        return map;
    }

    private @Nullable Object reduced(Message.Reduced reduced) {
        try {
            return switch (reduced.kind()) {
                case ReducedKinds.DECIMAL -> decimal(text(reduced.state()));
                case ReducedKinds.DATE -> LocalDate.parse(text(reduced.state()));
                case ReducedKinds.TIME -> LocalTime.parse(text(reduced.state()));
                case ReducedKinds.UUID -> UUID.fromString(text(reduced.state()));
                case ReducedKinds.DATETIME -> moment((Message.Tuple) reduced.state());
                case ReducedKinds.TIMEDELTA -> duration((Message.Tuple) reduced.state());
                case ReducedKinds.MEMORY_VIEW ->
                    convert(((Message.Tuple) reduced.state()).elements().get(0));
                default -> handles.resolve(reduced);
            };
        } catch (DateTimeException e) {
            throw new NotShareableException("Java has no such " + reduced.kind() + ": " + e.getMessage());
        }
    }

    private static BigDecimal decimal(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new NotShareableException("Decimal('" + text + "') has no counterpart in java.math.BigDecimal");
        }
    }

    /** The type follows the time zone: none, a fixed offset, or a named zone. */
    private static Object moment(Message.Tuple state) {
        String iso = text(state.elements().get(0));
        if (state.elements().get(1) instanceof Message.Str(String zone)) {
            OffsetDateTime moment = OffsetDateTime.parse(iso);
            return moment.atZoneSameInstant(ZoneId.of(zone));
        }
        boolean hasOffset = iso.length() > 11 && (iso.indexOf('+', 11) > 0 || iso.indexOf('-', 11) > 0);
        return hasOffset ? OffsetDateTime.parse(iso) : LocalDateTime.parse(iso);
    }

    private static Duration duration(Message.Tuple state) {
        return Duration.ofDays(number(state, 0))
                .plusSeconds(number(state, 1))
                .plus(number(state, 2), ChronoUnit.MICROS);
    }

    private static String text(Message message) {
        return ((Message.Str) (message instanceof Message.Large large ? large.plain() : message)).value();
    }

    private static long number(Message.Tuple tuple, int index) {
        return ((Message.Int) tuple.elements().get(index)).value();
    }
}
