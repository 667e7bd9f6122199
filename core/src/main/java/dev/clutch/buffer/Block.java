package dev.clutch.buffer;

import dev.clutch.error.BufferException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The memory below one buffer, or below the many that share it. It is freed at once when its last
 * reference goes. Only who holds a reference may touch the memory, and the count never leaves zero again.
 */
final class Block {
    private final Buffers owner;
    private final long address;
    private final long size;
    private final AtomicInteger references = new AtomicInteger(1);

    /** Zeroed memory, with one reference. */
    Block(Buffers owner, long size) {
        this.owner = owner;
        this.size = size;
        this.address = owner.source().allocate(Math.max(1, size));
        owner.count(1, size);
    }

    long address() {
        return address;
    }

    long size() {
        return size;
    }

    Buffers owner() {
        return owner;
    }

    /** Takes one more reference, unless the memory is gone. */
    boolean tryRetain() {
        return references.getAndUpdate(n -> n == 0 ? 0 : n + 1) > 0;
    }

    /** As {@link #tryRetain}, for a caller whose own reference another thread may just have dropped. */
    void retain() {
        if (!tryRetain()) {
            throw new BufferException("this buffer was released by another thread");
        }
    }

    /** Drops a reference. */
    void release() {
        if (references.decrementAndGet() == 0) {
            owner.count(-1, -size);
            owner.source().free(address);
        }
    }

    MemorySegment segment(Arena arena, Runnable atEnd) {
        return owner.source().segment(address, size, arena, atEnd);
    }
}
