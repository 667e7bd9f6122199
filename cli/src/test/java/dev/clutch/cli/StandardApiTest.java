package dev.clutch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs that were written for the standard API of interpreters. */
class StandardApiTest extends ProcessTest {
    private static final Path PROGRAMS = Path.of("src/test/resources/programs");

    static List<String> programs() throws IOException {
        try (Stream<Path> files = Files.list(PROGRAMS)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".py"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("programs")
    void programsRunUnchanged(String name) throws IOException {
        write(name, Files.readString(PROGRAMS.resolve(name)));
        Ended ended = same(name);
        assertThat(ended.status()).isZero();
        assertThat(ended.out()).isNotEmpty();
    }
}
