package dev.clutch.cpython.install;

import dev.clutch.config.EngineConfig;
import dev.clutch.spi.CacheFolder;
import java.nio.file.Path;

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
        return config.python().map(UserPython::probe).orElseGet(() -> BundledPython.unpack(cache));
    }
}
