package dev.clutch;

import dev.clutch.config.InterpreterConfig;
import dev.clutch.config.Isolation;
import dev.clutch.spi.Engine;
import java.util.List;

/**
 * What an interpreter gets where its config leaves it open.
 *
 * @param isolation the level that was asked for when the engine was started
 * @param main whose path is inherited by what Java code makes
 */
record Defaults(Engine engine, Isolation isolation, Interpreter main) {

    /** The same config with nothing left open. May enter the main interpreter. */
    InterpreterConfig decide(InterpreterConfig config) {
        InterpreterConfig placed =
                config.path().isEmpty() ? config.withPath(main.ownCode().path()) : config;
        return placed.isolation() == Isolation.AUTO ? placed.withIsolation(level(placed.path())) : placed;
    }

    private Isolation level(List<String> path) {
        return isolation == Isolation.AUTO ? engine.isolationFor(path) : isolation;
    }
}
