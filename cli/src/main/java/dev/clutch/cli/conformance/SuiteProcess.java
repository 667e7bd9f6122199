package dev.clutch.cli.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A suite while it runs, in a process of its own. */
final class SuiteProcess {
    private static final int LAST_LINES = 15;

    /** How long to wait for the last events: a process that was left behind may hold the pipe open. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Suite suite;
    private final Python python;
    private final Progress progress;
    private final Path output;
    private final Events events = new Events();
    private final long start = System.nanoTime();
    private final Process process;

    /**
     * Starts it.
     *
     * @param arguments what the Python is to run
     * @param folder a new one in which it runs; its output goes to a file beside
     */
    SuiteProcess(Suite suite, Python python, List<String> arguments, Path folder, Progress progress)
            throws IOException {
        this.suite = suite;
        this.python = python;
        this.progress = progress;
        output = folder.resolveSibling(folder.getFileName() + ".txt");
        process = ChildProcess.start(ChildProcess.of(python.command(), arguments)
                .directory(folder.toFile())
                .redirectError(output.toFile()));
    }

    /** Waits until it ends, or ends it when its time is over. */
    SuiteRun await(Duration limit) throws IOException, InterruptedException {
        Thread reader = Thread.ofVirtual().start(this::read);
        try {
            boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            ChildProcess.kill(process);
            reader.join(PATIENCE);
            Optional<String> death = ended ? deathAtEnd() : Optional.of(tooLong(limit));
            double seconds = (System.nanoTime() - start) / 1e9;
            return new SuiteRun(suite, python.name(), events.results(), death, seconds, output);
        } finally {
            ChildProcess.kill(process);
        }
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(line -> {
                events.add(line);
                progress.show(python.name() + " " + events.running().orElse(suite.label()));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<String> deathAtEnd() throws IOException {
        int status = process.exitValue();
        return status == 0 && events.done() ? Optional.empty() : Optional.of(died(status));
    }

    private String died(int status) throws IOException {
        String when = events.done()
                ? "after its last test"
                : events.running().map(id -> "in " + id).orElse("between tests");
        return "died with exit status " + status + " " + when + lastLines();
    }

    private String tooLong(Duration limit) throws IOException {
        String where = events.running().map(id -> "it was in " + id).orElse("no test was running");
        return "did not end within " + limit.toSeconds() + " seconds; " + where + lastLines();
    }

    private String lastLines() throws IOException {
        List<String> lines = new String(Files.readAllBytes(output), StandardCharsets.UTF_8)
                .lines()
                .toList();
        List<String> last = lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
        return last.isEmpty() ? "; it printed nothing" : "; its last lines:\n    " + String.join("\n    ", last);
    }
}
