package dev.clutch.pool;

import dev.clutch.config.InterpreterConfig;

/** Where pools get what they are made of. Safe for use by many threads. */
public interface Supply {

    /** Makes an interpreter. Takes some milliseconds. */
    PooledInterpreter interpreter(InterpreterConfig config);

    /** Makes a thread on which interpreters can run; not started. */
    Thread thread(String name, Runnable work);
}
