package dev.clutch.cpython.capi;

import dev.clutch.buffer.MemorySource;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The C library's memory. Against arenas of Java's it is there at once (64 MiB of zeros: no page is
 * touched) and gone at once (closing a shared arena waits for all threads).
 */
public final class NativeMemory implements MemorySource {
    private final MemorySegment calloc = NativeLibrary.libc("calloc");
    private final MemorySegment free = NativeLibrary.libc("free");

    @Override
    public long allocate(long bytes) {
        long address = Downcalls.word(calloc, bytes, 1);
        if (address == 0) {
            throw new OutOfMemoryError("no " + bytes + " bytes for a buffer");
        }
        return address;
    }

    @Override
    public void free(long address) {
        // SAFETY: core's Block frees what it allocated, once, when nobody has a reference any more.
        Downcalls.word(free, address);
    }

    @Override
    @SuppressWarnings("restricted")
    public MemorySegment segment(long address, long bytes, Arena arena, Runnable atEnd) {
        // SAFETY: the buffer counts this view until atEnd, and is not freed before.
        return MemorySegment.ofAddress(address).reinterpret(bytes, arena, segment -> atEnd.run());
    }
}
