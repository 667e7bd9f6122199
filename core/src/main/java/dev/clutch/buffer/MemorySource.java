package dev.clutch.buffer;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Where the memory of buffers comes from: the C library, by way of an engine, since this module calls
 * no native code. Safe for use by many threads; nothing here blocks.
 */
public interface MemorySource {
    /**
     * Memory full of zeros, aligned for every C type.
     *
     * @param bytes how many, at least 1
     * @return its address
     * @throws OutOfMemoryError if there is not so much
     */
    long allocate(long bytes);

    /** Frees what {@link #allocate} returned, once. */
    void free(long address);

    /**
     * The memory as Java code sees it.
     *
     * @param arena until when; the segment is dead after its end
     * @param atEnd is run when the arena is closed
     */
    MemorySegment segment(long address, long bytes, Arena arena, Runnable atEnd);
}
