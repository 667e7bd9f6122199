package dev.clutch.cpython.install;

import dev.clutch.error.EngineUnavailableException;
import java.util.Locale;

/**
 * An operating system and processor, as the bundled CPython's jars name them.
 *
 * @param name such as {@code linux-x86_64}
 * @param libraryName the file name of libpython there
 */
record Platform(String name, String libraryName) {

    /**
     * The one that this JVM runs on.
     *
     * @throws EngineUnavailableException if the bundled CPython does not come for it
     */
    static Platform current() {
        return of(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    static Platform of(String os, String architecture) {
        String processor = processor(architecture);
        String system = os.toLowerCase(Locale.ROOT);
        if (processor.isEmpty()) {
            throw unsupported(os, architecture);
        }
        if (system.startsWith("linux")) {
            return new Platform("linux-" + processor, "libpython3.14.so.1.0");
        }
        if (system.startsWith("mac")) {
            return new Platform("macosx-" + processor, "libpython3.14.dylib");
        }
        throw unsupported(os, architecture);
    }

    private static String processor(String architecture) {
        return switch (architecture) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm64";
            default -> "";
        };
    }

    private static EngineUnavailableException unsupported(String os, String architecture) {
        return new EngineUnavailableException("Clutch does not run on " + os + " " + architecture
                + " yet; it does on Linux and macOS, x86-64 and arm64");
    }
}
