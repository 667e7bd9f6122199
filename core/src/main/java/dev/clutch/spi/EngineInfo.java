package dev.clutch.spi;

import java.nio.file.Path;

/**
 * What an engine is, for people.
 *
 * @param engine the provider's name
 * @param version Python's version, such as {@code "3.14.3"}
 * @param executable the Python program that child processes run
 * @param library the file that holds the engine's native code
 */
public record EngineInfo(String engine, String version, Path executable, Path library) {}
