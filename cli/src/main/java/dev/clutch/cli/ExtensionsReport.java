package dev.clutch.cli;

import dev.clutch.Interpreter;
import dev.clutch.Interpreters;
import dev.clutch.config.EngineConfig;
import dev.clutch.config.InterpreterConfig;
import dev.clutch.spi.CacheFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What became of each extension module and library that modules bring into an interpreter with a runtime of its own,
 * and why; and how near the process is to what the system lets it have.
 *
 * @param row takes a heading and a value
 */
record ExtensionsReport(EngineConfig config, BiConsumer<String, String> row) {
    private static final String REPORT = "clutch._report:extensions";

    /** Imports the modules and tells of them; returns whether all could be imported. */
    boolean show(List<String> modules) throws IOException {
        try (Interpreters interpreters = Interpreters.open(config);
                Interpreter interpreter = interpreters.create(InterpreterConfig.ownRuntime())) {
            List<?> report = list(interpreter.call(REPORT, modules));
            list(report.get(1)).forEach(decision -> library(list(decision)));
            list(report.get(2)).forEach(rule -> rule(list(rule)));
            list(report.get(0)).forEach(failure -> failure(list(failure)));
            limits(list(report.get(3)), list(report.get(4)));
            return list(report.get(0)).isEmpty();
        }
    }

    private static List<?> list(@Nullable Object value) {
        return (List<?>) Objects.requireNonNull(value);
    }

    private void library(List<?> decision) {
        boolean isShared = decision.get(0).equals(decision.get(1));
        row.accept(isShared ? "shared" : "private", decision.get(0) + ": " + decision.get(2));
    }

    private void rule(List<?> rule) {
        row.accept("rule", "%s: %s (%s)".formatted(rule.get(1), rule.get(0), rule.get(2)));
    }

    private void failure(List<?> failure) {
        row.accept("WRONG", failure.get(0) + " cannot be imported: " + failure.get(1));
    }

    private void limits(List<?> areas, List<?> tls) throws IOException {
        row.accept("memory maps", areas.get(0) + " of " + areas.get(1) + " (vm.max_map_count)");
        row.accept(
                "static TLS",
                "%s of about %s bytes (GLIBC_TUNABLES=glibc.rtld.optional_static_tls)"
                        .formatted(tls.get(0), tls.get(1)));
        Path cache = CacheFolder.at(config.cache()).root();
        row.accept(
                "disk",
                "%s of %s is free in %s"
                        .formatted(
                                gigabytes(Files.getFileStore(cache).getUsableSpace()),
                                gigabytes(Files.getFileStore(cache).getTotalSpace()),
                                cache));
    }

    private static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }
}
