package dev.clutch.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Processes that measure something and print it, each number on a line of its own after its name. */
final class Child {
    private Child() {}

    /** Runs a Python program of this module's resources. */
    static Results python(Machine machine, String resource, String... arguments) throws Exception {
        Path script = unpack(resource);
        return run(command(machine.python(), List.of(script.toString()), arguments), Map.of());
    }

    /** Runs a class of this module in a JVM of its own. */
    static Results java(Machine machine, List<String> options, Class<?> main, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        return run(command(machine.java(), all, arguments), Map.of());
    }

    private static List<String> command(Path program, List<String> options, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(program.toString());
        command.addAll(options);
        command.addAll(List.of(arguments));
        return command;
    }

    /** The numbers that a command prints, by name. */
    static Results run(List<String> command, Map<String, String> environment) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(Redirect.INHERIT);
        builder.environment().putAll(environment);
        Process process = builder.start();
        Results results = new Results();
        try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(line -> {
                int space = line.lastIndexOf(' ');
                results.add(line.substring(0, space), Double.parseDouble(line.substring(space + 1)));
            });
        }
        if (process.waitFor() != 0) {
            throw new IOException("exit status " + process.exitValue() + " of " + String.join(" ", command));
        }
        return results;
    }

    /** The path of a file that is a copy of the resource, beside copies of others, for as long as this process lives. */
    static Path unpack(String resource, String... others) throws IOException {
        Path folder = Files.createTempDirectory("clutch-benchmark");
        folder.toFile().deleteOnExit();
        for (String other : others) {
            unpack(other, folder);
        }
        return unpack(resource, folder);
    }

    private static Path unpack(String resource, Path folder) throws IOException {
        Path file = folder.resolve(resource);
        try (InputStream in = Child.class.getResourceAsStream(resource)) {
            Files.copy(java.util.Objects.requireNonNull(in, resource), file);
        }
        file.toFile().deleteOnExit();
        return file;
    }
}
