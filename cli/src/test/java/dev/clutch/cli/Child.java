package dev.clutch.cli;

import dev.clutch.spi.CacheFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A command line with its surroundings, to be run as a process of its own. Its streams are files, so
 * that no process which it may leave behind keeps us waiting.
 *
 * @param folder where it runs
 * @param variables those of its environment that are not as they are here
 * @param input what it reads from standard input
 */
record Child(List<String> words, Path folder, Map<String, String> variables, String input) {
    private static final long SECONDS = 40;

    /** The same after other words and with other surroundings, but for variables that are not named. */
    Child here(List<String> before, Path newFolder, Map<String, String> newVariables, String newInput) {
        List<String> all = Stream.concat(before.stream(), words.stream()).toList();
        Map<String, String> both = new HashMap<>(variables);
        both.putAll(newVariables);
        return new Child(all, newFolder, both, newInput);
    }

    /** Runs it to its end; one that takes too long is killed, and a failure. */
    Ended run() {
        try {
            Path streams = Files.createTempDirectory("clutch-child");
            try {
                return run(streams.resolve("in"), streams.resolve("out"), streams.resolve("err"));
            } finally {
                CacheFolder.deleteTree(streams);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Ended run(Path in, Path out, Path err) throws IOException {
        Files.writeString(in, input);
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment());
        Process process = builder.start();
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError(words + " did not end within " + SECONDS + " seconds; it wrote\n" + read(out)
                        + "\nand as errors\n" + read(err));
            }
            return new Ended(process.exitValue(), read(out), read(err));
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while waiting for " + words, e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** As here, but for what changes how a JVM, a Python or Clutch behaves. */
    private Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>(System.getenv());
        environment
                .keySet()
                .removeIf(name ->
                        name.matches("PYTHON.*|CLUTCH_PYTHON|CLUTCH_VENV|VIRTUAL_ENV|J.*_OPTIONS|.*COLOR.*|TERM"));
        environment.putAll(variables);
        return environment;
    }

    private static String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
