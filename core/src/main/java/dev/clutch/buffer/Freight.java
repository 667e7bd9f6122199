package dev.clutch.buffer;

/**
 * Something outside of the Java heap that a message has with it; {@link Cargo} says who decides what becomes of it. Safe
 * for use by many threads; nothing here blocks.
 */
public abstract sealed class Freight permits Parcel, Hold {

    Freight() {}

    /** Somebody answers for it from now on; see {@link Cargo#accept}. */
    abstract void accept();

    /** The call that sends it answers for it again; see {@link Cargo#withdraw}. */
    abstract void withdraw();

    /** The call that sends it has ended; see {@link Cargo#settle}. */
    abstract void settle();

    /** Nobody is going to receive it; see {@link Cargo#discard}. */
    abstract void discard();
}
