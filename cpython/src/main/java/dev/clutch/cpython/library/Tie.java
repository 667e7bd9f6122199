package dev.clutch.cpython.library;

/**
 * What holds a library in the process, though its runtime has ended.
 *
 * @param reason in words
 * @param mayPass whether it is worth looking again later
 */
public record Tie(String reason, boolean mayPass) {}
