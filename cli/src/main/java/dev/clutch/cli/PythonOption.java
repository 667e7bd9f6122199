package dev.clutch.cli;

import dev.clutch.config.EngineConfig;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that chooses a Python, shared by all commands that start one. */
final class PythonOption {
    @Option(
            names = "--python",
            paramLabel = "PATH",
            description = {
                "Use your own CPython, 3.12 or newer with a shared libpython: its executable, or the folder of",
                "a virtual environment. Also: the environment variable CLUTCH_PYTHON."
            })
    private @Nullable Path python;

    EngineConfig config() {
        EngineConfig config = EngineConfig.fromEnvironment();
        return python == null ? config : config.withPython(python);
    }
}
