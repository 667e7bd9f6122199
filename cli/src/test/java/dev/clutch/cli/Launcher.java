package dev.clutch.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The real launcher script, with all that it does about signals and options of the JVM, but before the
 * class path of the test: it is given a Java which replaces {@code -jar} by that.
 */
record Launcher(Path script, Path javaHome) {
    /** Makes one in a folder of its own. */
    static Launcher inTemporaryFolder() {
        try {
            Path root = Files.createTempDirectory("clutch-launcher");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(root)));
            return in(root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Launcher in(Path root) throws IOException {
        Path realHome = Path.of(System.getProperty("java.home"));
        Path javaHome = Files.createDirectories(root.resolve("jdk"));
        Files.copy(realHome.resolve("release"), javaHome.resolve("release"));
        Files.createDirectory(javaHome.resolve("bin"));
        Path java = javaHome.resolve("bin/java");
        Files.writeString(java, javaScript(realHome.resolve("bin/java")));

        Path state = Files.createDirectories(root.resolve("cli/target/clutch"));
        Files.createDirectory(state.resolve("lib"));
        Files.createFile(state.resolve("lib/clutch-cli.jar"));
        if (Program.SIGNALS) {
            Files.createFile(state.resolve("blocks-signals"));
        }
        Path script = Files.copy(Path.of("..", "clutch"), root.resolve("clutch"));
        if (!java.toFile().setExecutable(true) || !script.toFile().setExecutable(true)) {
            throw new IOException(root + " is on a disk without programs");
        }
        return new Launcher(script, javaHome);
    }

    private static String javaScript(Path realJava) {
        return """
                #!/bin/sh
                options=
                while [ "$1" != -jar ]; do
                    options="$options $1"
                    shift
                done
                shift 2
                exec '%s' $options -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED \\
                    -cp '%s' dev.clutch.cli.Main "$@"
                """.formatted(realJava, System.getProperty("java.class.path"));
    }

    private static void delete(Path root) {
        try {
            dev.clutch.spi.CacheFolder.deleteTree(root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it needs to find that Java and to run it. */
    Map<String, String> variables() {
        return Map.of("CLUTCH_JAVA_HOME", javaHome.toString(), "CLUTCH_NO_BUILD", "1");
    }
}
