package dev.clutch.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The start of a command line: a program, with the signals that it would have from a shell. */
record Program(List<String> words) {
    private static final String DEFAULT = "--default-signal=INT,QUIT,HUP,PIPE";

    /** Whether {@code env} can set signals; then the launcher uses it too. */
    static final boolean SIGNALS = canSetSignals();

    private static final Launcher LAUNCHER = Launcher.inTemporaryFolder();

    /** The command {@code clutch}. */
    static final Program CLUTCH = of(LAUNCHER.script().toString());

    /** The Python that Clutch brings along. */
    static Program bundledPython() {
        return Bundled.PYTHON;
    }

    private static final class Bundled {
        static final Program PYTHON = of(executable());

        private static String executable() {
            Ended doctor = CLUTCH.child("doctor").run();
            return doctor.out()
                    .lines()
                    .filter(line -> line.startsWith("executable "))
                    .map(line -> line.substring("executable".length()).strip())
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("the doctor names no executable: " + doctor));
        }
    }

    static Program of(String executable) {
        return new Program(SIGNALS ? List.of("env", DEFAULT, executable) : List.of(executable));
    }

    private static boolean canSetSignals() {
        String check = "env " + DEFAULT + " --block-signal true";
        return new Child(List.of("sh", "-c", check), Path.of("/"), Map.of(), "")
                        .run()
                        .status()
                == 0;
    }

    /** This program with arguments. */
    Child child(String... arguments) {
        List<String> all = Stream.concat(words.stream(), Stream.of(arguments)).toList();
        return new Child(all, Path.of("").toAbsolutePath(), LAUNCHER.variables(), "");
    }
}
