package dev.clutch.pool;

import dev.clutch.message.Message;

/**
 * What each interpreter of a pool calls before its first task.
 *
 * @param callable as {@link dev.clutch.spi.EngineInterpreter#function} has it
 * @param arguments a tuple
 */
public record Initializer(Message callable, Message arguments) {}
