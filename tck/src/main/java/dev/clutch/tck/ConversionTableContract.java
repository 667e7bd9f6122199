package dev.clutch.tck;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clutch.JavaCallable;
import dev.clutch.JavaFunction;
import dev.clutch.PythonObject;
import dev.clutch.buffer.Buffer;
import dev.clutch.message.ByteString;
import dev.clutch.message.Complex;
import dev.clutch.message.Message;
import dev.clutch.queue.MessageQueue;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The tables in {@code docs/conversions.md}, row by row. */
public abstract class ConversionTableContract extends EngineContract {
    private static final Path TABLES = Path.of("..", "docs", "conversions.md");

    private static final Pattern CELL_END = Pattern.compile("\\|");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

    private static final String NAMES = """
            import datetime, decimal, fractions, uuid, zoneinfo
            import clutch
            from clutch import channels
            from concurrent import interpreters
            queue = interpreters.create_queue()
            recv, send = channels.create()
            lock, shared_dict, shared_list = clutch.Lock(), clutch.SharedDict(), clutch.SharedList()
            interp = interpreters.get_current()
            def type_of(value): return type(value).__name__
            """;

    private static final Map<String, Object> EXAMPLES = Map.ofEntries(
            entry("Boolean", true),
            entry("Byte", (byte) 1),
            entry("Short", (short) 1),
            entry("Integer", 1),
            entry("Long", 1L),
            entry("BigInteger", BigInteger.TWO.pow(70)),
            entry("Float", 0.5f),
            entry("Double", 0.5),
            entry("Complex", new Complex(1, 2)),
            entry("Character", 'c'),
            entry("CharSequence", new StringBuilder("text")),
            entry("byte[]", new byte[] {1}),
            entry("ByteString", ByteString.copyOf(new byte[] {1})),
            entry("ByteBuffer", ByteBuffer.allocate(3)),
            entry("int[]", new int[] {1, 2}),
            entry("Object[]", new Object[] {1, "a"}),
            entry("Collection", new ArrayDeque<>(List.of(1))),
            entry("Set", Set.of(1)),
            entry("Map", Map.of("a", 1)),
            entry("BigDecimal", new BigDecimal("1.50")),
            entry("LocalDate", LocalDate.EPOCH),
            entry("LocalTime", LocalTime.NOON),
            entry("LocalDateTime", LocalDateTime.of(2026, 1, 2, 3, 4)),
            entry("OffsetDateTime", OffsetDateTime.parse("2026-01-02T03:04+01:00")),
            entry("ZonedDateTime", ZonedDateTime.parse("2026-01-02T03:04+01:00[Europe/Rome]")),
            entry("Instant", Instant.EPOCH),
            entry("Duration", Duration.ofSeconds(1)),
            entry("UUID", new UUID(1, 2)),
            entry("Runnable", (Runnable) () -> {}),
            entry("Message", new Message.Int(1)));

    private @Nullable JavaCallable java;

    /** For subclasses. */
    protected ConversionTableContract() {}

    @BeforeEach
    final void defineNames() {
        java = interpreters().callable(JavaFunction.unary(x -> x));
        python().exec(NAMES);
        python().prepareMain(Map.of("java", java));
    }

    @AfterEach
    final void closeCallable() {
        if (java != null) {
            java.close();
        }
    }

    private static List<List<String>> rows(String heading) throws IOException {
        return Files.readAllLines(TABLES).stream()
                .dropWhile(line -> !line.equals("## " + heading))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("|"))
                .skip(2)
                .map(line -> CELL_END.splitAsStream(line.substring(1))
                        .map(String::strip)
                        .toList())
                .toList();
    }

    private static List<List<String>> fromPython() throws IOException {
        return rows("From Python to Java, and back");
    }

    private static List<List<String>> fromJava() throws IOException {
        return rows("From Java to Python");
    }

    /** What stands between the first pair of backquotes. */
    private static String code(String cell) {
        Matcher quoted = QUOTED.matcher(cell);
        return quoted.find() ? quoted.group(1) : cell;
    }

    @Test
    void whatPythonSendsArrivesAsTheTableSaysAndGoesBack() throws IOException {
        assertThat(fromPython()).hasSizeGreaterThan(30).allSatisfy(this::assertArrivesAndGoesBack);
    }

    private void assertArrivesAndGoesBack(List<String> row) {
        Object arrived = python().eval(code(row.get(1)));
        assertThat(namesOfTypes(arrived)).contains(code(row.get(2)));
        if (row.get(4).equals("handle")) {
            assertThat(python().eval(code(row.get(1))))
                    .as("the same object again")
                    .isEqualTo(arrived);
        }
        assertThat(python().call("type_of", arrived)).isEqualTo(code(row.get(3)));
    }

    private static Set<String> namesOfTypes(@Nullable Object value) {
        Set<String> names = new LinkedHashSet<>();
        if (value == null) {
            names.add("null");
        } else {
            addNames(value.getClass(), names);
        }
        return names;
    }

    private static void addNames(@Nullable Class<?> type, Set<String> names) {
        if (type != null) {
            names.add(type.getSimpleName());
            addNames(type.getSuperclass(), names);
            Stream.of(type.getInterfaces()).forEach(known -> addNames(known, names));
        }
    }

    @Test
    void whatJavaSendsArrivesAsTheTableSays() throws IOException {
        assertThat(fromJava()).allSatisfy(this::assertArrives);
    }

    private void assertArrives(List<String> row) {
        String name = code(row.get(0));
        Map<String, @Nullable Object> examples = new HashMap<>(EXAMPLES);
        examples.put("null", null);
        try (MessageQueue queue = interpreters().createQueue();
                Buffer buffer = interpreters().createBuffer(8);
                PythonObject object = python().evalRef("interp")) {
            examples.putAll(
                    Map.of("MessageQueue", queue, "Buffer", buffer, "PythonObject", object, "Interpreter", python()));
            examples.put("JavaCallable", java);
            examples.put("PyTuple", python().eval("(1, 2)"));
            assertThat(examples).containsKey(name);
            String expected = switch (name) {
                case "PythonObject" -> "Interpreter";
                case "Message" -> "int";
                default -> code(row.get(1));
            };
            assertThat(python().call("type_of", examples.get(name))).isEqualTo(expected);
        }
    }

    @Test
    void theTablesNameEveryExample() throws IOException {
        assertThat(fromJava()).extracting(row -> code(row.getFirst())).containsAll(EXAMPLES.keySet());
    }
}
