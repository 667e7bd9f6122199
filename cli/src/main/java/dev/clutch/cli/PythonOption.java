package dev.clutch.cli;

import dev.clutch.config.EngineConfig;
import dev.clutch.config.Isolation;
import dev.clutch.error.EngineUnavailableException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The option that chooses a Python, shared by all commands that start one. */
final class PythonOption {
    @Option(
            names = "--python",
            paramLabel = "PATH",
            description = "Use your own CPython: an executable or a virtual environment of 3.12 or newer, with a"
                    + " shared libpython. The environment variable CLUTCH_PYTHON does the same.")
    private @Nullable Path python;

    @Option(
            names = "--venv",
            paramLabel = "DIR",
            description = "Use the packages of this virtual environment, and its Python. Without this option it is the"
                    + " active one (VIRTUAL_ENV), or .venv in the working folder. The environment variable"
                    + " CLUTCH_VENV does the same.")
    private @Nullable Path venv;

    @Option(names = "--no-venv", description = "Use no virtual environment.")
    private boolean withoutVenv;

    @Option(
            names = "--isolation",
            paramLabel = "LEVEL",
            converter = IsolationConverter.class,
            description = "How far apart interpreters are that are made: 'own-gil'; 'own-runtime', where all extension"
                    + " modules work; or 'auto', which is 'own-runtime' where there are some besides those of"
                    + " Python itself. The environment variable CLUTCH_ISOLATION does the same.")
    private @Nullable Isolation isolation;

    /** From the words that Python code uses. */
    static final class IsolationConverter implements ITypeConverter<Isolation> {
        @Override
        public Isolation convert(String word) {
            try {
                return Isolation.ofWord(word);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    EngineConfig config() {
        EngineConfig config = fromEnvironment();
        EngineConfig withPython = python == null ? config : config.withPython(python);
        EngineConfig withVenv = withVenv(withPython);
        return isolation == null ? withVenv : withVenv.withIsolation(isolation);
    }

    private EngineConfig withVenv(EngineConfig config) {
        if (venv != null || withoutVenv) {
            return venv == null ? config.withoutVenv() : config.withVenv(venv);
        }
        boolean isChosen = config.venv().isPresent() || config.python().isPresent();
        return isChosen ? config : UsualVenv.find().map(config::withVenv).orElse(config);
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
