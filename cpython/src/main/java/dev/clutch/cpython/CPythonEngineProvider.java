package dev.clutch.cpython;

import dev.clutch.buffer.MemorySource;
import dev.clutch.config.EngineConfig;
import dev.clutch.cpython.capi.NativeMemory;
import dev.clutch.cpython.install.BundledPython;
import dev.clutch.cpython.install.PythonInstallation;
import dev.clutch.cpython.thread.PlatformThreads;
import dev.clutch.host.HostFunctions;
import dev.clutch.spi.CacheFolder;
import dev.clutch.spi.Engine;
import dev.clutch.spi.EngineProvider;
import java.nio.file.Path;

/** CPython over {@code java.lang.foreign}. */
public final class CPythonEngineProvider implements EngineProvider {

    /** For {@link java.util.ServiceLoader}. */
    public CPythonEngineProvider() {}

    @Override
    public String name() {
        return "cpython";
    }

    @Override
    public Engine start(EngineConfig config, HostFunctions functions) {
        return PlatformThreads.run(() -> CPythonEngine.start(config, functions));
    }

    @Override
    public Path program(EngineConfig config) {
        return PythonInstallation.find(config, CacheFolder.at(config.cache())).executable();
    }

    @Override
    public MemorySource memory() {
        return new NativeMemory();
    }

    @Override
    public boolean repair(EngineConfig config) {
        return config.python().isEmpty() && BundledPython.repair(CacheFolder.at(config.cache()));
    }
}
