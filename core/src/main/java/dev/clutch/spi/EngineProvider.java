package dev.clutch.spi;

import dev.clutch.buffer.MemorySource;
import dev.clutch.config.EngineConfig;
import dev.clutch.host.HostFunctions;
import java.nio.file.Path;

/** How an engine is found: a service, looked up with {@link java.util.ServiceLoader}. */
public interface EngineProvider {

    /** The name by which users choose it, such as {@code "cpython"}. */
    String name();

    /**
     * Starts Python in this process.
     *
     * @param config which Python, and how
     * @param functions what the module {@code _clutch} offers in every interpreter; the engine may add
     *     functions of its own
     * @throws dev.clutch.error.EngineUnavailableException if there is no usable Python; the message
     *     says the fix
     */
    Engine start(EngineConfig config, HostFunctions functions);

    /**
     * The program of the Python that the config asks for, unpacked first if need be: what a plain process of it is
     * started by.
     *
     * @throws dev.clutch.error.EngineUnavailableException if there is none; the message says the fix
     */
    Path program(EngineConfig config);

    /** Where the memory of buffers comes from, also before the engine is started and after it is closed. */
    MemorySource memory();

    /**
     * Checks all that the engine has unpacked, and mends it. Takes about a second; not while an engine
     * runs.
     *
     * @return whether something was broken
     */
    boolean repair(EngineConfig config);
}
