package dev.clutch.buffer;

/**
 * Memory of an object of an interpreter that others are to see by a view: what a {@code memoryview} is
 * sent as. It stays where it is, and all see what any of them writes.
 *
 * <p>The engine keeps the object, and with it the memory, until {@link #giveBack}, even if the interpreter
 * ends before.
 */
public interface Viewed {
    /** Where it is. */
    long address();

    /** How many bytes. */
    long size();

    /** Whether those who see it may write. */
    boolean isWritable();

    /** Nobody sees it any more. Called once, by any thread; must not block. */
    void giveBack();
}
