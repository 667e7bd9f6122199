package dev.clutch.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.clutch.message.ByteString;
import dev.clutch.message.Complex;
import dev.clutch.message.PyTuple;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table at {@link dev.clutch.message.Message}, row by row, in both directions. */
public abstract class ConversionContract extends EngineContract {

    /** {@code describe} tells types and values apart that {@code ==} takes for equal. */
    private static final String DESCRIBE = """
            import datetime, decimal, uuid

            def describe(value):
                if type(value) in (set, frozenset):
                    return f'{type(value).__name__} of {sorted(map(describe, value))}'
                if type(value) in (tuple, list):
                    return f'{type(value).__name__} of {list(map(describe, value))}'
                if type(value) is dict:
                    return f'dict of {[(describe(k), describe(v)) for k, v in value.items()]}'
                return f'{type(value).__qualname__} {ascii(value)}'

            def describe_expression(text):
                return describe(eval(text))

            def value_of(text):
                return eval(text)

            def send(text):
                queue.put(eval(text))
            """;

    /** For subclasses. */
    protected ConversionContract() {}

    @BeforeEach
    final void defineDescribe() {
        python().exec(DESCRIBE);
    }

    static Stream<Arguments> bothWays() {
        return Stream.of(scalars(), containers(), richValues()).flatMap(rows -> rows);
    }

    private static Stream<Arguments> scalars() {
        return Stream.of(
                arguments(null, "None"),
                arguments(true, "True"),
                arguments(false, "False"),
                arguments(0L, "0"),
                arguments(-1L, "-1"),
                arguments(Long.MAX_VALUE, "2**63 - 1"),
                arguments(Long.MIN_VALUE, "-2**63"),
                arguments(BigInteger.TWO.pow(63), "2**63"),
                arguments(BigInteger.TWO.pow(63).negate().subtract(BigInteger.ONE), "-2**63 - 1"),
                arguments(BigInteger.TWO.pow(64), "2**64"),
                arguments(BigInteger.TEN.pow(1000), "10**1000"),
                arguments(BigInteger.TEN.pow(1000).negate(), "-10**1000"),
                arguments(0.0, "0.0"),
                arguments(-0.0, "-0.0"),
                arguments(0.1, "0.1"),
                arguments(Double.MIN_VALUE, "5e-324"),
                arguments(Double.MAX_VALUE, "1.7976931348623157e308"),
                arguments(Double.NaN, "float('nan')"),
                arguments(Double.POSITIVE_INFINITY, "float('inf')"),
                arguments(Double.NEGATIVE_INFINITY, "float('-inf')"),
                arguments(new Complex(1.5, -2), "1.5-2j"),
                arguments(new Complex(-0.0, Double.NaN), "complex(-0.0, float('nan'))"),
                arguments(new byte[0], "b''"),
                arguments(everyByte(), "bytes(range(256))"),
                arguments(new byte[1 << 20], "bytes(1 << 20)"));
    }

    @SuppressWarnings("NullAway") // PyTuple.of takes null, though its signature does not say so
    private static Stream<Arguments> containers() {
        return Stream.of(
                arguments(PyTuple.of(), "()"),
                arguments(PyTuple.of(1L, "a", null), "(1, 'a', None)"),
                arguments(List.of(), "[]"),
                arguments(Arrays.asList(1L, null, List.of(2.5)), "[1, None, [2.5]]"),
                arguments(PyTuple.of(List.of(PyTuple.of())), "([()],)"),
                arguments(Map.of(), "{}"),
                arguments(oddKeys(), "{2: 'two', 'b': 1, 'a': 2, None: 3, (1, 'x'): 4, 1.5: 5, True: 6}"),
                arguments(Set.of(), "set()"),
                arguments(Set.of(1L, "a", PyTuple.of()), "{1, 'a', ()}"),
                arguments(Collections.nCopies(5000, 7L), "[7] * 5000"),
                arguments(Map.of("a", List.of(Map.of("b", PyTuple.of(Set.of(1L))))), "{'a': [{'b': ({1},)}]}"));
    }

    private static Stream<Arguments> richValues() {
        return Stream.of(
                arguments(new BigDecimal("1.10"), "decimal.Decimal('1.10')"),
                arguments(
                        new BigDecimal("-123456789012345678901234567890.5"),
                        "decimal.Decimal('-123456789012345678901234567890.5')"),
                arguments(new BigDecimal("1E+30"), "decimal.Decimal('1E+30')"),
                arguments(new BigDecimal("0E-10"), "decimal.Decimal('0E-10')"),
                arguments(LocalDate.of(2024, 2, 29), "datetime.date(2024, 2, 29)"),
                arguments(LocalDate.of(1, 1, 1), "datetime.date.min"),
                arguments(LocalDate.of(9999, 12, 31), "datetime.date.max"),
                arguments(LocalTime.MIDNIGHT, "datetime.time()"),
                arguments(LocalTime.of(1, 2, 3, 4000), "datetime.time(1, 2, 3, 4)"),
                arguments(LocalTime.of(23, 59, 59, 999_999_000), "datetime.time.max"),
                arguments(LocalDateTime.of(2024, 1, 2, 3, 4), "datetime.datetime(2024, 1, 2, 3, 4)"),
                arguments(LocalDateTime.of(1, 1, 1, 0, 0, 0, 1000), "datetime.datetime(1, 1, 1, 0, 0, 0, 1)"),
                arguments(
                        OffsetDateTime.parse("2024-01-02T03:04:05.000006Z"),
                        "datetime.datetime(2024, 1, 2, 3, 4, 5, 6, datetime.timezone.utc)"),
                arguments(
                        OffsetDateTime.parse("2024-01-02T03:04:05-03:30"),
                        "datetime.datetime(2024, 1, 2, 3, 4, 5,"
                                + " tzinfo=datetime.timezone(-datetime.timedelta(hours=3, minutes=30)))"),
                arguments(
                        OffsetDateTime.parse("1900-01-02T03:04:05+00:53:28"),
                        "datetime.datetime(1900, 1, 2, 3, 4, 5,"
                                + " tzinfo=datetime.timezone(datetime.timedelta(minutes=53, seconds=28)))"),
                arguments(Duration.ZERO, "datetime.timedelta()"),
                arguments(Duration.ofSeconds(-1, 5000), "datetime.timedelta(seconds=-1, microseconds=5)"),
                arguments(Duration.ofDays(999_999_999), "datetime.timedelta(days=999_999_999)"),
                arguments(Duration.ofDays(-999_999_999), "datetime.timedelta.min"),
                arguments(
                        UUID.fromString("12345678-1234-5678-9abc-def012345678"),
                        "uuid.UUID('12345678-1234-5678-9abc-def012345678')"));
    }

    static Stream<Arguments> toPythonOnly() {
        return Stream.of(
                arguments((byte) -128, "-128"),
                arguments((short) 32767, "32767"),
                arguments(42, "42"),
                arguments(BigInteger.ONE, "1"),
                arguments(BigInteger.valueOf(Long.MIN_VALUE), "-2**63"),
                arguments(0.5f, "0.5"),
                arguments('x', "'x'"),
                arguments(java.nio.CharBuffer.wrap("text"), "'text'"),
                arguments(ByteString.copyOf(new byte[] {1, 2}), "b'\\1\\2'"),
                arguments(ByteBuffer.wrap(new byte[] {1, 2, 3, 4}).slice(1, 2), "b'\\2\\3'"),
                arguments(ByteBuffer.allocateDirect(2), "b'\\0\\0'"),
                arguments(ByteBuffer.wrap(new byte[] {1, 2}).asReadOnlyBuffer(), "b'\\1\\2'"),
                arguments(new Object[] {1, "a"}, "(1, 'a')"),
                arguments(new String[] {"a"}, "('a',)"),
                arguments(new int[] {1, 2}, "[1, 2]"),
                arguments(new double[] {0.5}, "[0.5]"),
                arguments(new boolean[] {true}, "[True]"),
                arguments(new ArrayDeque<>(List.of(1, 2)), "[1, 2]"),
                arguments(Collections.singletonMap(null, null), "{None: None}"),
                arguments(
                        OffsetDateTime.parse("2024-01-02T03:04:05Z").toInstant(),
                        "datetime.datetime(2024, 1, 2, 3, 4, 5, 0, datetime.timezone.utc)"),
                arguments(
                        OffsetDateTime.parse("2024-01-02T03:04:05+02:00").toZonedDateTime(),
                        "datetime.datetime(2024, 1, 2, 3, 4, 5,"
                                + " tzinfo=datetime.timezone(datetime.timedelta(hours=2)))"));
    }

    static Stream<Arguments> toJavaOnly() {
        return Stream.of(
                arguments("bytearray()", new byte[0]),
                arguments("bytearray(b'\\0\\xff')", new byte[] {0, -1}),
                arguments("frozenset({1, 2})", Set.of(1L, 2L)),
                arguments("{1: {2: 3}}.get(1)", Map.of(2L, 3L)));
    }

    @ParameterizedTest
    @MethodSource({"bothWays", "toPythonOnly"})
    void aJavaValueArrivesInPython(@Nullable Object value, String expression) {
        assertThat(python().call("describe", value)).isEqualTo(python().call("describe_expression", expression));
    }

    @ParameterizedTest
    @MethodSource("bothWays")
    void aPythonValueArrivesInJava(@Nullable Object expected, String expression) {
        assertThat(python().call("value_of", expression)).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("toJavaOnly")
    void aPythonValueHasItsJavaCounterpart(String expression, Object expected) {
        assertThat(python().call("value_of", expression)).isEqualTo(expected);
    }

    @Test
    void pythonValuesArriveInAnotherInterpreter() throws Exception {
        try (var queue = queueIn(python(), "queue");
                var other = interpreters().create()) {
            other.prepareMain(Map.of("queue", queue));
            other.exec(DESCRIBE);
            assertThat(bothWays().map(row -> (String) row.get()[1])).allSatisfy(expression -> {
                python().call("send", expression);
                other.exec("got = describe(queue.get(timeout=30))");
                assertThat(valueOf(other, "got")).isEqualTo(python().call("describe_expression", expression));
            });
        }
    }

    @Test
    void containersKeepTheirKind() {
        assertThat(evaluate("(1,)")).isInstanceOf(PyTuple.class);
        assertThat(evaluate("[1]")).isInstanceOf(ArrayList.class);
        assertThat(evaluate("{1: 2}")).isInstanceOf(LinkedHashMap.class);
        assertThat(evaluate("{1}")).isInstanceOf(LinkedHashSet.class);
    }

    @Test
    void aDictKeepsItsOrder() {
        Object dict = evaluate("{key: None for key in 'zyxabc'}");
        assertThat(dict)
                .isInstanceOfSatisfying(
                        Map.class, map -> assertThat(map.keySet().toString()).isEqualTo("[z, y, x, a, b, c]"));
        assertThat(python().call("list", dict)).isEqualTo(List.of("z", "y", "x", "a", "b", "c"));
    }

    @Test
    void bytesInsideContainersArrive() {
        Object list = evaluate("[b'ab', {'k': bytearray(b'c')}]");
        assertThat(list).isInstanceOfSatisfying(List.class, elements -> {
            assertThat(elements.get(0)).isEqualTo("ab".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            assertThat(((Map<?, ?>) elements.get(1)).get("k")).isEqualTo(new byte[] {'c'});
        });
    }

    @Test
    void theArrayThatArrivesInJavaIsACopy() {
        python().exec("data = bytearray(b'abc')\ndef get(): return data");
        byte[] copy = (byte[]) java.util.Objects.requireNonNull(python().call("get"));
        copy[0] = 'z';
        assertThat(python().call("get")).isEqualTo(new byte[] {'a', 'b', 'c'});
    }

    @Test
    void aQueueAndAnInterpreterArriveAsThemselves() {
        try (var queue = interpreters().createQueue()) {
            python().exec("def same(value): return value");
            assertThat(python().call("same", queue)).isSameAs(queue);
            assertThat(python().call("same", python())).isSameAs(python());
            assertThat(python().call("same", List.of(queue, interpreters().main())))
                    .isEqualTo(List.of(queue, interpreters().main()));
        }
    }

    private static byte[] everyByte() {
        byte[] bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }

    private static Map<@Nullable Object, Object> oddKeys() {
        Map<@Nullable Object, Object> map = new LinkedHashMap<>();
        map.put(2L, "two");
        map.put("b", 1L);
        map.put("a", 2L);
        map.put(null, 3L);
        map.put(PyTuple.of(1L, "x"), 4L);
        map.put(1.5, 5L);
        map.put(true, 6L);
        return map;
    }
}
