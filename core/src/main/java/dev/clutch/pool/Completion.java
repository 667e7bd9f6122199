package dev.clutch.pool;

import dev.clutch.buffer.Cargo;
import dev.clutch.spi.Outcome;

/** What Python code is to hear of its pool. */
sealed interface Completion {

    /** The buffers that come with it. */
    default Cargo cargo() {
        return this instanceof Done(long _, Outcome outcome) ? outcome.cargo() : Cargo.NONE;
    }

    /** The task of that ticket was run. */
    record Done(long ticket, Outcome outcome) implements Completion {}

    /** The task of that ticket was not run, or has no result that could cross. */
    record Failed(long ticket, Throwable reason) implements Completion {}

    /** The pool is broken. */
    record Broken(Throwable reason) implements Completion {}
}
