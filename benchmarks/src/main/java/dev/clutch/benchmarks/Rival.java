package dev.clutch.benchmarks;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A rival that is fetched when it is first measured, into {@code benchmarks/target/rivals}; nothing of
 * ours is compiled against it.
 *
 * @param name what it is called, with its version
 */
record Rival(String name) {
    private static final Path ALL = Path.of("benchmarks", "target", "rivals").toAbsolutePath();

    /** A step of an installation. */
    @FunctionalInterface
    interface Steps {
        /** Installs the rival into the folder. */
        void run(Path folder) throws IOException, InterruptedException;
    }

    /** A run of what is installed. */
    @FunctionalInterface
    interface Measuring {
        /** Measures what is in the folder. */
        Results run(Path folder) throws IOException, InterruptedException;
    }

    private Path folder() {
        return ALL.resolve(name.replace(' ', '-'));
    }

    private Path log() {
        return folder().resolveSibling(folder().getFileName() + ".log");
    }

    /** Installs the rival, unless that was done before, and measures it; or says why that is impossible. */
    Results measure(Steps install, Measuring measuring) throws InterruptedException {
        try {
            Path done = folder().resolve("installed");
            if (!Files.exists(done)) {
                Progress.say(name + " is being fetched …");
                Files.createDirectories(folder());
                Files.deleteIfExists(log());
                install.run(folder());
                Files.createFile(done);
            }
            Progress.say(name + " …");
            return measuring.run(folder());
        } catch (IOException e) {
            String why = name + " is skipped: " + e.getMessage();
            Progress.say(why);
            return Results.skipped(why);
        }
    }

    /** Runs a command of an installation; what it prints goes to a file. */
    void run(Map<String, String> environment, List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(Redirect.appendTo(log().toFile()));
        builder.environment().putAll(environment);
        int status = builder.start().waitFor();
        if (status != 0) {
            throw new IOException("exit status " + status + " of " + String.join(" ", command) + "; see " + log());
        }
    }
}
