package dev.clutch.cpython.install;

import dev.clutch.config.EngineConfig;
import dev.clutch.spi.CacheFolder;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A CPython on disk.
 *
 * @param executable its {@code python}; from its place CPython finds the standard library and, for a
 *     virtual environment, the packages
 * @param library its shared libpython
 */
public record PythonInstallation(Path executable, Path library) {

    /**
     * The Python that the configuration asks for.
     *
     * @throws dev.clutch.error.EngineUnavailableException if there is none; the message says the fix
     */
    public static PythonInstallation find(EngineConfig config, CacheFolder cache) {
        Optional<PythonInstallation> chosen = config.python().map(UserPython::probe);
        if (config.venv().isPresent()) {
            return VirtualEnvironment.read(config.venv().get()).installation(chosen, () -> BundledPython.unpack(cache));
        }
        return chosen.orElseGet(() -> BundledPython.unpack(cache));
    }
}
