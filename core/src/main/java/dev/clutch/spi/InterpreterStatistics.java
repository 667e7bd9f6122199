package dev.clutch.spi;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Numbers about an interpreter, as of one moment.
 *
 * @param entries how often a thread has entered it, for a call, to run code, or to look a function up
 * @param threads how many threads are in it, running or waiting; of those that its Python code has started, only
 *     such as have called Java, unless it is {@linkplain dev.clutch.config.InterpreterConfig#metered metered}
 * @param cpuTime the CPU time that threads have used while they were attached to it; empty if it is not metered
 * @param memory how many bytes it has for its small objects, counted as {@link
 *     dev.clutch.config.Restrictions#withMemoryBudget} says; empty if it is not metered and has no budget
 */
public record InterpreterStatistics(long entries, int threads, Optional<Duration> cpuTime, OptionalLong memory) {}
