package dev.clutch.pool;

import dev.clutch.config.InterpreterConfig;

/** Where pools get what they are made of. Safe for use by many threads. */
public interface Supply {

    /** Makes an interpreter. Takes some milliseconds. */
    PooledInterpreter interpreter(InterpreterConfig config);

    /** What interpreters are made from that code of this one wants: they are restricted as it is. */
    InterpreterConfig configFor(long maker);

    /** Makes a thread on which interpreters can run; not started. */
    Thread thread(String name, Runnable work);
}
