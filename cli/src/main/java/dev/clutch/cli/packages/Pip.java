package dev.clutch.cli.packages;

import dev.clutch.cli.conformance.ChildProcess;
import dev.clutch.cli.conformance.Progress;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The pip of a virtual environment. It takes wheels only, and of exactly the packages that it is given.
 *
 * @param python the environment's
 * @param log a file for all that pip prints
 */
record Pip(Path python, Path log, Progress progress) {
    private static final List<String> WHEELS_ONLY =
            List.of("--disable-pip-version-check", "--progress-bar=off", "--no-deps", "--only-binary=:all:");

    /** Installs packages, and returns why it could not, if so. */
    Optional<String> install(List<String> requirements) throws IOException, InterruptedException {
        return run("install", List.of(), requirements);
    }

    /** Gets one package, without patience, and returns why it could not, if so. */
    Optional<String> reach(String requirement, Path folder) throws IOException, InterruptedException {
        return run("download", List.of("--retries=1", "--timeout=15", "--dest=" + folder), List.of(requirement));
    }

    private Optional<String> run(String command, List<String> options, List<String> requirements)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("-m", "pip", command));
        words.addAll(WHEELS_ONLY);
        words.addAll(options);
        words.addAll(requirements);
        Process process = ChildProcess.start(
                ChildProcess.of(List.of(python.toString()), words).redirectErrorStream(true));
        String last = read(process);
        return process.waitFor() == 0 ? Optional.empty() : Optional.of(last);
    }

    /** The last line that tells of an error. */
    private String read(Process process) throws IOException {
        String last = "pip printed no error";
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Files.writeString(log, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                progress.show("pip: " + line.strip());
                last = line.startsWith("ERROR: ") ? line.substring("ERROR: ".length()) : last;
            }
        }
        return last;
    }
}
