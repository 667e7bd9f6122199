package dev.clutch.cpython.library;

import dev.clutch.error.EngineUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What needs more than the general way in an interpreter with a runtime of its own: the user's rules, then those of
 * {@code rules.txt}, where their format is described.
 */
public record Rules(List<Rule> all) {
    private static final String OWN = "rules.txt";

    /** What a rule does. */
    public enum Kind {
        /** All runtimes use the same library. */
        SHARE,
        /** Each runtime has a copy of the library. */
        PRIVATE,
        /** A module is told the addresses of all that libpython offers. */
        SYMBOLS,
        /** An event loop starts processes as asyncio does. */
        PROCESSES;

        static Kind of(String word) {
            return Stream.of(values())
                    .filter(kind -> kind.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("there is no kind of rule '" + word + "'"));
        }

        /** Its name in the file. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * One line.
     *
     * @param what the file name of a library, maybe with {@code *}, or a module
     * @param how the name in the module; empty for libraries
     * @param source where the line is, for people
     */
    public record Rule(Kind kind, String what, String how, String source) {
        static Rule of(String line, String source) {
            String[] columns = Stream.of(line.split("\\|")).map(String::strip).toArray(String[]::new);
            if (columns.length < 2 || columns[1].isEmpty()) {
                throw new IllegalArgumentException("a rule is: kind | what | how | tried with | evidence");
            }
            Kind kind = Kind.of(columns[0]);
            String how = columns.length > 2 ? columns[2] : "";
            if (how.isEmpty() && !isOfLibrary(kind)) {
                throw new IllegalArgumentException("a rule of the kind '" + kind.word() + "' needs a third column");
            }
            return new Rule(kind, columns[1], how, source);
        }

        boolean isOfLibrary() {
            return isOfLibrary(kind);
        }

        private static boolean isOfLibrary(Kind kind) {
            return kind == Kind.SHARE || kind == Kind.PRIVATE;
        }

        private boolean matches(Path name) {
            return FileSystems.getDefault().getPathMatcher("glob:" + what).matches(name);
        }
    }

    /** Copies the list. */
    public Rules {
        all = List.copyOf(all);
    }

    /**
     * Those that hold in this process.
     *
     * @throws EngineUnavailableException if the user's file cannot be read, or has a line that is no rule
     */
    public static Rules read() {
        String file = System.getProperty("clutch.rules", System.getenv("CLUTCH_RULES"));
        Stream<Rule> users = file == null || file.isBlank() ? Stream.empty() : read(Path.of(file)).stream();
        return new Rules(Stream.concat(users, own().stream()).toList());
    }

    private static List<Rule> read(Path file) {
        try {
            return parse(Files.readString(file), file.toString());
        } catch (IOException | IllegalArgumentException e) {
            throw new EngineUnavailableException(
                    "the rules for extension modules in " + file + " (CLUTCH_RULES) cannot be used: " + e.getMessage(),
                    e);
        }
    }

    private static List<Rule> own() {
        try (InputStream in = Rules.class.getResourceAsStream(OWN)) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), OWN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Rule> parse(String text, String name) {
        List<String> lines = text.lines().map(String::strip).toList();
        return java.util.stream.IntStream.range(0, lines.size())
                .filter(i -> !lines.get(i).isEmpty() && !lines.get(i).startsWith("#"))
                .mapToObj(i -> Rule.of(lines.get(i), name + ":" + (i + 1)))
                .toList();
    }

    /** The first rule for a library, if there is one. */
    Optional<Rule> ofLibrary(Path library) {
        Path name = library.getFileName();
        return all.stream()
                .filter(rule -> rule.isOfLibrary() && rule.matches(name))
                .findFirst();
    }

    /** Those for modules. */
    public List<Rule> ofModules() {
        return all.stream().filter(rule -> !rule.isOfLibrary()).toList();
    }
}
