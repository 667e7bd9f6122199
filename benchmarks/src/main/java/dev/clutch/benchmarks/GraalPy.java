package dev.clutch.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** GraalPy from Maven Central, on this JDK and so without Graal's compiler: Python code is interpreted. */
final class GraalPy {
    private static final Rival RIVAL = new Rival("GraalPy 25.0.3");
    private static final String SOURCE = "GraalPyCalls.java";
    private static final String POM = "graalpy.xml";
    private static final String COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies";

    private GraalPy() {}

    static Results nanoseconds(Machine machine) throws InterruptedException {
        return RIVAL.measure(folder -> install(machine, folder), folder -> measure(machine, folder));
    }

    private static void install(Machine machine, Path folder) throws IOException, InterruptedException {
        Path wrapper = Path.of("mvnw").toAbsolutePath();
        if (!Files.isExecutable(wrapper)) {
            throw new IOException("no " + wrapper + ": run this from the root of the repository");
        }
        RIVAL.run(
                Map.of("JAVA_HOME", machine.java().resolve("../..").normalize().toString()),
                List.of(
                        wrapper.toString(),
                        "-B",
                        "-f",
                        Child.unpack(POM).toString(),
                        COPY,
                        "-DoutputDirectory=" + folder));
    }

    /** Runs {@code GraalPyCalls.java} from its source. */
    private static Results measure(Machine machine, Path folder) throws IOException, InterruptedException {
        List<String> command = List.of(
                machine.java().toString(),
                "--enable-native-access=ALL-UNNAMED",
                JmhRun.COMPILE_AT_ONCE,
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                folder.resolve("*").toString(),
                Child.unpack(SOURCE, "Best.java").toString());
        return Child.run(command, Map.of());
    }
}
