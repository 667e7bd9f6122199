package dev.clutch.spi;

import dev.clutch.config.InterpreterConfig;
import dev.clutch.config.Isolation;
import java.util.List;

/** A Python implementation running in this process. Safe for use by many threads. */
public interface Engine extends AutoCloseable {

    /** What this engine is, for people. */
    EngineInfo info();

    /** The interpreter that was there first, which has the id 0 and lives as long as the engine. */
    EngineInterpreter main();

    /** Makes another interpreter; its config leaves neither the level of isolation nor the path open. */
    EngineInterpreter create(InterpreterConfig config);

    /**
     * The level of isolation at which all can be imported that these folders have. Takes some milliseconds the first
     * time.
     *
     * @param path what {@code sys.path} will be
     */
    default Isolation isolationFor(List<String> path) {
        return Isolation.OWN_GIL;
    }

    /** Makes a daemon thread that is fit to run Python code, with a stack that is deep enough; not started. */
    Thread thread(String name, Runnable work);

    /**
     * Does the work on another thread, a daemon one that is fit to run Python code for long. Returns at
     * once.
     */
    void start(Runnable work);

    /**
     * Runs the engine's command line as a plain {@code python} would and ends the main interpreter.
     * Only for an engine that {@linkplain dev.clutch.config.EngineConfig#ownsProcess owns the
     * process}, on the thread that started it, once.
     *
     * @return the exit status of the process
     */
    int runMain();

    /** Ends what the engine still holds; its interpreters must have been closed before. */
    @Override
    void close();
}
