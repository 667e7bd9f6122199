package dev.clutch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table in {@code docs/differences.md} names a test for each row, in its last column. */
class DifferencesTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern CELL_END = Pattern.compile("(?<!\\\\)\\|");
    private static final Pattern TEST = Pattern.compile("`(\\w+)\\.(\\w+)`");
    private static Map<String, Path> sources = Map.of();

    @BeforeAll
    static void findSources() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            sources = files.filter(file -> file.toString().matches(".*/src/(main|test)/java/.*(Test|Contract)\\.java"))
                    .filter(file -> !file.endsWith("ArchitectureTest.java"))
                    .collect(Collectors.toMap(DifferencesTest::className, Function.identity()));
        }
    }

    private static String className(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }

    private static List<String> table() throws IOException {
        return Files.readAllLines(ROOT.resolve("docs/differences.md")).stream()
                .filter(line -> line.startsWith("|"))
                .toList();
    }

    static List<String> rows() throws IOException {
        return table().stream().skip(2).toList();
    }

    private static String lastCell(String row) {
        return CELL_END.splitAsStream(row).toList().getLast();
    }

    @Test
    void theLastColumnIsForTests() throws IOException {
        assertThat(lastCell(table().getFirst())).isEqualTo(" test ");
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everyRowNamesItsTests(String row) throws IOException {
        List<MatchResult> tests = TEST.matcher(lastCell(row)).results().toList();
        assertThat(tests).as("tests in the last column").isNotEmpty();
        for (MatchResult test : tests) {
            assertThat(sources).containsKey(test.group(1));
            assertThat(Files.readString(sources.get(test.group(1))))
                    .as(test.group(1))
                    .contains("void " + test.group(2) + "(");
        }
    }
}
