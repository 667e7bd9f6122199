package dev.clutch.pool;

/** How a submission went. */
enum Submitted {
    TAKEN,
    /** The pool is shut down. */
    REFUSED,
    /** It would have to wait, for a place or the lock. */
    WOULD_WAIT
}
