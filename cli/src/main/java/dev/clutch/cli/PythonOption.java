package dev.clutch.cli;

import dev.clutch.config.EngineConfig;
import dev.clutch.error.EngineUnavailableException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that chooses a Python, shared by all commands that start one. */
final class PythonOption {
    @Option(
            names = "--python",
            paramLabel = "PATH",
            description = "Use your own CPython: an executable or a virtual environment of 3.12 or newer, with a"
                    + " shared libpython. The environment variable CLUTCH_PYTHON does the same.")
    private @Nullable Path python;

    EngineConfig config() {
        EngineConfig config = fromEnvironment();
        return python == null ? config : config.withPython(python);
    }

    private static EngineConfig fromEnvironment() {
        try {
            return EngineConfig.fromEnvironment();
        } catch (InvalidPathException e) {
            throw new EngineUnavailableException(
                    "the path " + e.getInput() + " has characters that this locale lacks; set LC_ALL=C.UTF-8", e);
        }
    }
}
