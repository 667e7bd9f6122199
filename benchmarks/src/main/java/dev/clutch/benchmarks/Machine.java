package dev.clutch.benchmarks;

import dev.clutch.Interpreters;
import dev.clutch.spi.EngineInfo;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Where this is measured.
 *
 * @param java the JVM that runs this
 * @param engine the Python that Clutch hosts
 * @param line all of it in one line
 */
record Machine(Path java, EngineInfo engine, String line) {

    static Machine look() {
        EngineInfo engine = startEngine();
        String line = "%s, %d cores, load average %s, JDK %s, %s %s"
                .formatted(
                        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                        Runtime.getRuntime().availableProcessors(),
                        load(),
                        System.getProperty("java.version"),
                        engine.engine(),
                        engine.version());
        return new Machine(Path.of(System.getProperty("java.home"), "bin", "java"), engine, line);
    }

    /** The same Python as a program of its own: the rival. */
    Path python() {
        return engine.executable();
    }

    Path library() {
        return engine.library();
    }

    private static EngineInfo startEngine() {
        try (Interpreters interpreters = Interpreters.open()) {
            return interpreters.engine();
        }
    }

    static String load() {
        return String.format(
                Locale.ROOT,
                "%.2f",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }
}
