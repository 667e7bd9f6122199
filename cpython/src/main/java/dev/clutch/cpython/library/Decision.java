package dev.clutch.cpython.library;

import java.nio.file.Path;

/**
 * What became of a library that a module of a runtime is, or needs.
 *
 * @param original the file, with no links in its path
 * @param used the file that is loaded in its place; the same for what is shared
 * @param reason why, for people
 */
public record Decision(Path original, Path used, String reason) {}
