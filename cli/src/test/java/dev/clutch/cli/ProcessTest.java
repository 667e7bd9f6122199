package dev.clutch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A test that runs the command, and mostly compares it with a plain Python on the same command line. */
@Timeout(100)
abstract class ProcessTest {
    private final Map<String, String> variables = new HashMap<>();
    private String input = "";

    /** Where the programs run. */
    @TempDir
    Path folder;

    /** Sets an environment variable for the programs. */
    final void set(String name, String value) {
        variables.put(name, value);
    }

    /** What the programs read from standard input. */
    final void input(String text) {
        input = text;
    }

    /** Writes a file for the programs. */
    final Path write(String name, String content) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs {@code clutch} with arguments. */
    final Ended clutch(String... arguments) {
        return run(Program.CLUTCH, arguments);
    }

    /** Runs {@code clutch run} with arguments. */
    final Ended clutchRun(String... arguments) {
        return clutch(Stream.concat(Stream.of("run"), Stream.of(arguments)).toArray(String[]::new));
    }

    final Ended run(Program program, String... arguments) {
        return program.child(arguments)
                .here(List.of(), folder, variables, input)
                .run();
    }

    /** Checks that {@code clutch run} does the same as {@code python}, and returns what that is. */
    final Ended same(String... arguments) {
        Ended python = run(Program.bundledPython(), arguments).withoutAddresses();
        assertThat(clutchRun(arguments).withoutAddresses()).isEqualTo(python);
        return python;
    }

    /** As {@link #same}, in a shell that has the program as {@code "$@"}. */
    final Ended sameInShell(String script) {
        Ended python = inShell(script, Program.bundledPython().child()).withoutAddresses();
        assertThat(inShell(script, Program.CLUTCH.child("run")).withoutAddresses())
                .isEqualTo(python);
        return python;
    }

    /** Runs a shell that has the program as {@code "$@"}. */
    final Ended inShell(String script, Child program) {
        return program.here(List.of("sh", "-c", script, "sh"), folder, variables, input)
                .run();
    }
}
