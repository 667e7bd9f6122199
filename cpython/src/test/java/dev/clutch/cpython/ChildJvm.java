package dev.clutch.cpython;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Another JVM with this one's class path.
 *
 * @param process the running one
 * @param folder where it runs, and where it would leave the traces of a crash
 * @param log what it prints
 */
public record ChildJvm(Process process, Path folder, Path log) {
    private static final long LIMIT_SECONDS = 60;

    /**
     * How it went.
     *
     * @param status the exit status
     * @param output all that it printed
     * @param crashed whether it left the traces of a crash
     */
    public record Ended(int status, String output, boolean crashed) {}

    /** Starts one that runs the given class. */
    public static ChildJvm start(Path parent, Class<?> main, String... options) throws IOException {
        Path folder = Files.createTempDirectory(parent, "jvm");
        Path log = folder.resolve("log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:ErrorFile=" + folder.resolve("hs_err.log")));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new ChildJvm(process, folder, log);
    }

    /** Waits for its end; kills it if that does not come. */
    public Ended await() throws IOException, InterruptedException {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            throw new AssertionError("the child JVM did not end; it printed: " + Files.readString(log));
        }
        try (Stream<Path> files = Files.list(folder)) {
            boolean crashed =
                    files.map(Path::toString).anyMatch(name -> name.contains("hs_err") || name.contains("core"));
            return new Ended(process.exitValue(), Files.readString(log), crashed);
        }
    }
}
