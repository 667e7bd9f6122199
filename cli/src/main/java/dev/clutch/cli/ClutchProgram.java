package dev.clutch.cli;

import java.nio.file.Path;
import java.util.List;

/** The words that start this program once more. */
final class ClutchProgram {
    private ClutchProgram() {}

    /** By the launcher, or as this process was started if that was without it. */
    static List<String> words() {
        String launcher = System.getProperty("clutch.launcher");
        if (launcher != null) {
            return List.of(launcher);
        }
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xrs",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName());
    }
}
