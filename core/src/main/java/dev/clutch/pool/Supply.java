package dev.clutch.pool;

import dev.clutch.config.InterpreterConfig;
import dev.clutch.config.Restrictions;
import dev.clutch.message.Message;

/** Where pools get what they are made of. Safe for use by many threads. */
public interface Supply {

    /** What an interpreter is made from where nobody says anything else. */
    InterpreterConfig usual();

    /** Makes an interpreter. Takes some milliseconds. */
    PooledInterpreter interpreter(InterpreterConfig config);

    /** What is kept from that interpreter, and so from those that its code makes. */
    Restrictions restrictionsOf(long maker);

    /** Keeps what Java code threw for an object of that interpreter, and returns the id by which that refers to it. */
    Message hold(long interpreter, Throwable thrown);

    /** Does the work on another thread. Returns at once. */
    void start(Runnable work);

    /** Makes a thread on which interpreters can run; not started. */
    Thread thread(String name, Runnable work);
}
