package dev.clutch.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.clutch.error.NotShareableException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages to Java values. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class MessageToJavaTest {

    @SuppressWarnings("NullAway") // PyTuple.of takes null, though its signature does not say so
    static Stream<Object> thereAndBack() {
        return Stream.of(
                true,
                Long.MIN_VALUE,
                BigInteger.TEN.pow(1000),
                Double.NaN,
                -0.0,
                new Complex(1, -0.0),
                "a\0b\ud83d\ude00",
                "\udc00 alone \ud800",
                PyTuple.of(1L, null),
                Arrays.asList(1L, null, "x"),
                Map.of("k", List.of(1L)),
                Set.of(1L),
                new BigDecimal("-1.50E+7"),
                LocalDate.of(9999, 12, 31),
                LocalTime.of(0, 0, 0, 1000),
                LocalDateTime.of(2024, 1, 2, 3, 4, 5, 6000),
                OffsetDateTime.parse("2024-01-02T03:04:05.000006-03:30"),
                OffsetDateTime.parse("1900-01-02T03:04:05+00:53:28"),
                ZonedDateTime.parse("2024-10-27T02:30:00+01:00[Europe/Berlin]"),
                Duration.ofSeconds(-1, 999_999_000),
                Duration.ofDays(-999_999_999),
                new UUID(1, 2));
    }

    @ParameterizedTest
    @MethodSource("thereAndBack")
    void aValueComesBackAsItWas(Object value) {
        assertThat(Message.of(value).toJava()).isEqualTo(value);
    }

    @Test
    void bytesComeBackAsACopy() {
        Message message = Message.of(new byte[] {1, 2});
        byte[] first = (byte[]) java.util.Objects.requireNonNull(message.toJava());
        first[0] = 9;
        assertThat(message.toJava()).isEqualTo(new byte[] {1, 2});
    }

    @Test
    void containersComeBackAsTheTypesOfTheTable() {
        assertThat(new Message.ListOf(List.of()).toJava()).isInstanceOf(ArrayList.class);
        assertThat(Message.Tuple.EMPTY.toJava()).isInstanceOf(PyTuple.class);
        assertThat(Message.Dict.EMPTY.toJava()).isInstanceOf(LinkedHashMap.class);
        assertThat(new Message.SetOf(List.of(), false).toJava()).isInstanceOf(LinkedHashSet.class);
    }

    @Test
    void aFrozensetCannotBeChanged() {
        Set<?> set = (Set<?>)
                java.util.Objects.requireNonNull(new Message.SetOf(List.of(new Message.Int(1)), true).toJava());
        assertThatThrownBy(set::clear).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aGraphComesAsItsRoot() {
        Message shared = new Message.ListOf(List.of(new Message.Int(1)));
        assertThat(new Message.Graph(Message.Tuple.of(shared, shared)).toJava())
                .isEqualTo(List.of(List.of(1L), List.of(1L)));
    }

    static Stream<Arguments> isoFormsOfPython() {
        return Stream.of(
                arguments("2024-01-02T03:04:05", null, LocalDateTime.of(2024, 1, 2, 3, 4, 5)),
                arguments("2024-01-02T03:04:05.000006", null, LocalDateTime.of(2024, 1, 2, 3, 4, 5, 6000)),
                arguments("0001-01-01T00:00:00", null, LocalDateTime.of(1, 1, 1, 0, 0)),
                arguments("2024-01-02T03:04:05+00:00", null, OffsetDateTime.parse("2024-01-02T03:04:05Z")),
                arguments("2024-01-02T03:04:05.5-03:30", null, OffsetDateTime.parse("2024-01-02T03:04:05.500-03:30")),
                arguments(
                        "2024-07-02T03:04:05+02:00",
                        "Europe/Berlin",
                        ZonedDateTime.parse("2024-07-02T03:04:05+02:00[Europe/Berlin]")));
    }

    @ParameterizedTest
    @MethodSource("isoFormsOfPython")
    void aMomentHasTheTypeThatItsZoneAsksFor(String iso, @Nullable String zone, Object expected) {
        Message state =
                Message.Tuple.of(new Message.Str(iso), zone == null ? Message.None.NONE : new Message.Str(zone));
        assertThat(new Message.Reduced(ReducedKinds.DATETIME, state).toJava()).isEqualTo(expected);
    }

    @Test
    void anInstantComesBackInUtc() {
        Instant instant = Instant.parse("2024-01-02T03:04:05Z");
        assertThat(Message.of(instant).toJava()).isEqualTo(OffsetDateTime.parse("2024-01-02T03:04:05Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "-Infinity", "sNaN"})
    void aDecimalThatJavaHasNotIsRefusedByItsText(String text) {
        Message decimal = new Message.Reduced(ReducedKinds.DECIMAL, new Message.Str(text));
        assertThatThrownBy(() -> new Message.ListOf(List.of(Message.None.NONE, decimal)).toJava())
                .isInstanceOf(NotShareableException.class)
                .hasMessageContaining(text)
                .hasMessageContaining("[1]");
    }

    @Test
    void aZoneThatJavaHasNotIsRefused() {
        Message state = Message.Tuple.of(new Message.Str("2024-01-02T03:04:05+00:00"), new Message.Str("Mars/Base"));
        assertThatThrownBy(() -> new Message.Reduced(ReducedKinds.DATETIME, state).toJava())
                .isInstanceOf(NotShareableException.class)
                .hasMessageContaining("Mars/Base");
    }

    @Test
    void twoLoneSurrogatesThatWouldMergeAreRefusedWithTheirPlace() {
        Message text = new Message.Surrogates(ByteString.wrap(
                new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0xBD, (byte) 0xED, (byte) 0xB8, (byte) 0x80}));
        assertThatThrownBy(text::toJava)
                .isInstanceOf(NotShareableException.class)
                .hasMessageContaining("surrogates");
        Message inside = new Message.Dict(List.of(new Message.Entry(new Message.Str("k"), text)));
        assertThatThrownBy(inside::toJava)
                .isInstanceOf(NotShareableException.class)
                .hasMessageContaining("['k']");
    }

    @Test
    void whatJavaDoesNotKnowIsHandedOver() {
        Message.Reduced opaque = new Message.Reduced("pickle", Message.of(new byte[] {1}));
        assertThat(opaque.toJava()).isSameAs(opaque);
        assertThat(Message.of(opaque)).isSameAs(opaque);
    }

    @Test
    void handlesAreResolvedAlsoDeepInside() {
        Message queue = new Message.Reduced(ReducedKinds.QUEUE, new Message.Int(7));
        Message value = new Message.ListOf(List.of(Message.Tuple.of(queue)));
        assertThat(value.toJava(reduced -> reduced.kind() + " found")).isEqualTo(List.of(List.of("queue found")));
    }

    @Test
    void plainValuesAreNotAskedFor() {
        Message date = Message.of(LocalDate.of(2024, 1, 2));
        assertThat(date.toJava(reduced -> "not me")).isEqualTo(LocalDate.of(2024, 1, 2));
    }
}
