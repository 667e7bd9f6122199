package dev.clutch.pool;

import java.time.Instant;

/**
 * A task that goes on though it was interrupted, perhaps in a long call of C code. Its interpreter is replaced
 * when it ends.
 *
 * @param call what it calls, as far as that has a name
 * @param worker the name of the thread on which it runs
 * @param interpreter the id of the interpreter in which it runs
 * @param since when it was found not to react
 */
public record StuckTask(String call, String worker, long interpreter, Instant since) {}
