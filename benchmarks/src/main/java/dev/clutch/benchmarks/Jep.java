package dev.clutch.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Jep, built from its source on PyPI for the bundled Python; that needs a C compiler. */
final class Jep {
    private static final String VERSION = "4.3.2";
    private static final Rival RIVAL = new Rival("Jep " + VERSION);
    private static final String SOURCE = "JepCalls.java";

    private final Machine machine;

    private Jep(Machine machine) {
        this.machine = machine;
    }

    static Results nanoseconds(Machine machine) throws InterruptedException {
        Jep jep = new Jep(machine);
        return RIVAL.measure(jep::install, jep::measure);
    }

    private void install(Path folder) throws IOException, InterruptedException {
        RIVAL.run(Map.of(), List.of(machine.python().toString(), "-m", "venv", folder.toString()));
        String pip = folder.resolve("bin/pip").toString();
        RIVAL.run(Map.of(), List.of(pip, "install", "setuptools", "wheel"));
        Map<String, String> environment = Map.of(
                "JAVA_HOME",
                machine.java().resolve("../..").normalize().toString(),
                "LIBRARY_PATH", // the compiler's; in LDFLAGS a space would end the path
                linkable(folder).toString());
        RIVAL.run(environment, List.of(pip, "install", "--no-build-isolation", "jep==" + VERSION));
    }

    /** A folder where the linker finds libpython under the name that it looks for. */
    private Path linkable(Path folder) throws IOException {
        Path links = Files.createDirectories(folder.resolve("link"));
        Path link = links.resolve("libpython3.14.so");
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, machine.library());
        return links;
    }

    /** Runs {@code JepCalls.java} from its source. */
    private Results measure(Path venv) throws IOException, InterruptedException {
        Path packages = venv.resolve("lib/python3.14/site-packages");
        Path jep = packages.resolve("jep");
        List<String> command = List.of(
                machine.java().toString(),
                "--enable-native-access=ALL-UNNAMED",
                JmhRun.COMPILE_AT_ONCE,
                "-cp",
                jar(jep).toString(),
                Child.unpack(SOURCE, "Best.java").toString(),
                jep.resolve("libjep.so").toString());
        return Child.run(command, variables(packages));
    }

    private Map<String, String> variables(Path packages) {
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
