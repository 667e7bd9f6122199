package dev.clutch.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A rival that is not on Maven Central as a whole. Measured if the environment variable {@code
 * JEP_VENV} names a virtual environment of the bundled Python in which it is installed; the README
 * says how.
 */
final class Jep {
    private static final String SOURCE = "JepCalls.java";

    private Jep() {}

    /** Runs {@code JepCalls.java} from its source, so that nothing of ours is compiled against Jep. */
    static Results nanoseconds(Machine machine) throws IOException, InterruptedException {
        String environment = System.getenv("JEP_VENV");
        if (environment == null) {
            Progress.say("no JEP_VENV: Jep is not measured");
            return Results.missing("int", "strings", "name");
        }
        Path packages = Path.of(environment, "lib", "python3.14", "site-packages");
        Path folder = packages.resolve("jep");
        List<String> command = List.of(
                machine.java().toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                jar(folder).toString(),
                Child.unpack(SOURCE).resolve(SOURCE).toString(),
                folder.resolve("libjep.so").toString());
        return Child.run(command, variables(machine, packages));
    }

    private static Map<String, String> variables(Machine machine, Path packages) {
        String home = machine.python().resolve("../..").normalize().toString();
        return Map.of(
                "PYTHONHOME",
                home,
                "PYTHONPATH",
                packages.toString(),
                "LD_LIBRARY_PATH",
                home,
                // Jep loads libpython out of the sight of extension modules.
                "LD_PRELOAD",
                machine.library().toString());
    }

    private static Path jar(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no jar of Jep in " + folder));
        }
    }
}
