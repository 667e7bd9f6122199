package dev.clutch.buffer;

import org.jspecify.annotations.Nullable;

/**
 * Memory of an object of an interpreter that others are to see by a view: what a {@code memoryview} is
 * sent as. It stays where it is, and all see what any of them writes.
 *
 * <p>The engine keeps the object, and with it the memory, until {@link #giveBack}, even if the interpreter
 * ends before.
 */
public interface Viewed {
    /** Where it begins: the lowest address of all that is seen. */
    long address();

    /** How many bytes, from there to the highest. */
    long size();

    /** How the view reads it; null if as bytes, one after the other. */
    @Nullable
    Layout layout();

    /** Whether those who see it may write. */
    boolean isWritable();

    /** Nobody sees it any more. Called once, by any thread; must not block. */
    void giveBack();
}
