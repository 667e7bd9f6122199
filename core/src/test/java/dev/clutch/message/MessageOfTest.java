package dev.clutch.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.clutch.error.NotShareableException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Java values to messages. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class MessageOfTest {

    @SuppressWarnings("NullAway") // PyTuple.of takes null, though its signature does not say so
    static Stream<Arguments> values() {
        return Stream.of(
                arguments(null, Message.None.NONE),
                arguments(true, new Message.Bool(true)),
                arguments((byte) -1, new Message.Int(-1)),
                arguments((short) 2, new Message.Int(2)),
                arguments(3, new Message.Int(3)),
                arguments(Long.MIN_VALUE, new Message.Int(Long.MIN_VALUE)),
                arguments(BigInteger.TEN, new Message.Int(10)),
                arguments(BigInteger.valueOf(Long.MAX_VALUE), new Message.Int(Long.MAX_VALUE)),
                arguments(BigInteger.TWO.pow(63), new Message.BigInt(BigInteger.TWO.pow(63))),
                arguments(BigInteger.TWO.pow(63).negate(), new Message.Int(Long.MIN_VALUE)),
                arguments(1.5f, new Message.Real(1.5)),
                arguments(-0.0, new Message.Real(-0.0)),
                arguments(new Complex(1, 2), new Message.ComplexNumber(1, 2)),
                arguments("text", new Message.Str("text")),
                arguments('c', new Message.Str("c")),
                arguments(java.nio.CharBuffer.wrap("built"), new Message.Str("built")),
                arguments(new byte[] {1, 2}, bytes(1, 2)),
                arguments(ByteString.copyOf(new byte[] {1}), bytes(1)),
                arguments(ByteBuffer.wrap(new byte[] {1, 2, 3}).position(1), bytes(2, 3)),
                arguments(PyTuple.of(1, null), Message.Tuple.of(new Message.Int(1), Message.None.NONE)),
                arguments(new Object[] {1}, Message.Tuple.of(new Message.Int(1))),
                arguments(new int[] {1}, new Message.ListOf(List.of(new Message.Int(1)))),
                arguments(List.of("a"), new Message.ListOf(List.of(new Message.Str("a")))),
                arguments(new LinkedHashSet<>(List.of(1)), new Message.SetOf(List.of(new Message.Int(1)), false)),
                arguments(
                        Collections.singletonMap("k", null),
                        new Message.Dict(List.of(new Message.Entry(new Message.Str("k"), Message.None.NONE)))),
                arguments(new Message.Int(7), new Message.Int(7)));
    }

    @ParameterizedTest
    @MethodSource("values")
    void aJavaValueHasItsMessage(@Nullable Object value, Message message) {
        assertThat(Message.of(value)).isEqualTo(message);
    }

    static Stream<Arguments> richValues() {
        return Stream.of(
                arguments(new BigDecimal("1.50"), "decimal", new Message.Str("1.50")),
                arguments(LocalDate.of(2024, 1, 2), "date", new Message.Str("2024-01-02")),
                arguments(LocalTime.of(1, 2, 3, 4000), "time", new Message.Str("01:02:03.000004")),
                arguments(LocalDateTime.of(2024, 1, 2, 3, 4), "datetime", moment("2024-01-02T03:04:00.000000", null)),
                arguments(
                        OffsetDateTime.parse("2024-01-02T03:04:05+01:00"),
                        "datetime",
                        moment("2024-01-02T03:04:05.000000+01:00", null)),
                arguments(
                        Instant.parse("2024-01-02T03:04:05Z"),
                        "datetime",
                        moment("2024-01-02T03:04:05.000000+00:00", null)),
                arguments(
                        ZonedDateTime.parse("2024-07-02T03:04:05+02:00[Europe/Berlin]"),
                        "datetime",
                        moment("2024-07-02T03:04:05.000000+02:00", "Europe/Berlin")),
                arguments(
                        Duration.ofSeconds(-1),
                        "timedelta",
                        Message.Tuple.of(new Message.Int(-1), new Message.Int(86_399), new Message.Int(0))),
                arguments(new UUID(0, 1), "uuid", new Message.Str("00000000-0000-0000-0000-000000000001")));
    }

    @ParameterizedTest
    @MethodSource("richValues")
    void aRichValueIsReduced(Object value, String kind, Message state) {
        assertThat(Message.of(value)).isEqualTo(new Message.Reduced(kind, state));
    }

    @Test
    void whatTheMessageIsMadeOfMayChangeAfterwards() {
        byte[] bytes = {1};
        List<Object> list = new ArrayList<>(List.of(bytes));
        Map<String, Object> map = new LinkedHashMap<>(Map.of("k", list));
        Message message = Message.of(map);
        bytes[0] = 2;
        list.clear();
        map.clear();
        assertThat(message).isEqualTo(Message.of(Map.of("k", List.of(new byte[] {1}))));
    }

    @Test
    void aBufferKeepsItsPosition() {
        ByteBuffer buffer = ByteBuffer.wrap(new byte[] {1, 2}).position(1);
        assertThat(Message.of(buffer)).isEqualTo(bytes(2));
        assertThat(buffer.position()).isEqualTo(1);
    }

    @Test
    void aSendableChoosesItsMessage() {
        Sendable sendable = () -> new Message.Str("chosen");
        assertThat(Message.of(List.of(sendable))).isEqualTo(new Message.ListOf(List.of(new Message.Str("chosen"))));
    }

    static Stream<Arguments> aliens() {
        return Stream.of(
                arguments(new Thread("alien"), "java.lang.Thread", ""),
                arguments(List.of(1, new Thread("alien")), "java.lang.Thread", "(at [1])"),
                arguments(Map.of("log", List.of(new Thread("alien"))), "java.lang.Thread", "(at ['log'][0])"),
                arguments(PyTuple.of(1, PyTuple.of(new Thread("alien"))), "java.lang.Thread", "(at [1][0])"),
                arguments(new Object[] {new Thread("alien")}, "java.lang.Thread", "(at [0])"),
                arguments(Map.of(1, new Thread("alien")), "java.lang.Thread", "(at [1])"),
                arguments(Map.of(List.of(new Thread("alien")), 1), "java.lang.Thread", "[0]"),
                arguments(List.of(LocalTime.of(0, 0, 0, 1)), "00:00:00.000000001", "(at [0])"),
                arguments(Thread.State.NEW, "java.lang.Thread$State", ""));
    }

    @ParameterizedTest
    @MethodSource("aliens")
    void whatCannotCrossIsNamedWithItsPlace(Object value, String name, String place) {
        assertThatThrownBy(() -> Message.of(value))
                .isInstanceOf(NotShareableException.class)
                .hasMessageContaining(name)
                .hasMessageContaining(place);
    }

    @Test
    void aContainerThatHoldsItselfIsRefused() {
        List<Object> cycle = new ArrayList<>();
        cycle.add(Arrays.asList(1, cycle));
        assertThatThrownBy(() -> Message.of(cycle)).isInstanceOf(NotShareableException.class);
    }

    @Test
    void nestingWithoutEndIsRefused() {
        Object value = 1;
        for (int i = 0; i < 1_000_000; i++) {
            value = Collections.singletonList(value);
        }
        Object deep = value;
        assertThatThrownBy(() -> Message.of(deep)).isInstanceOf(NotShareableException.class);
    }

    private static Message.Bytes bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return new Message.Bytes(ByteString.wrap(bytes));
    }

    private static Message moment(String iso, @Nullable String zone) {
        return Message.Tuple.of(new Message.Str(iso), zone == null ? Message.None.NONE : new Message.Str(zone));
    }
}
