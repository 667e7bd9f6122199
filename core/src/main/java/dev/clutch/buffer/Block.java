package dev.clutch.buffer;

import dev.clutch.buffer.State.Phase;
import dev.clutch.error.BufferException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The memory below one buffer, or below the many that share it. It is freed at once when its last
 * reference goes, or given back if it belongs to an object of an interpreter. Only who holds a reference
 * may touch the memory, and the count never leaves zero again.
 */
final class Block {
    private final Buffers owner;
    private final long address;
    private final long size;
    private final boolean viewed;
    private final @Nullable Layout layout;
    private final Phase sharedPhase;
    private final Runnable free;
    private final AtomicInteger references = new AtomicInteger(1);

    private Block(Buffers owner, long address, long size) {
        this.owner = owner;
        this.address = address;
        this.size = size;
        this.viewed = false;
        this.layout = null;
        this.sharedPhase = Phase.FROZEN;
        this.free = () -> {
            owner.count(-1, -size);
            owner.source().free(address);
        };
    }

    private Block(Buffers owner, Viewed memory) {
        this.owner = owner;
        this.address = memory.address();
        this.size = memory.size();
        this.viewed = true;
        this.layout = memory.layout();
        this.sharedPhase = memory.isWritable() ? Phase.SHARED : Phase.FROZEN;
        this.free = memory::giveBack;
    }

    /** Zeroed memory, with one reference. */
    static Block allocated(Buffers owner, long size) {
        long address = owner.source().allocate(Math.max(1, size));
        owner.count(1, size);
        return new Block(owner, address, size);
    }

    /** Memory of an object, with one reference. */
    static Block viewed(Buffers owner, Viewed memory) {
        return new Block(owner, memory);
    }

    /** Whether it is memory of an object, which is seen by views. */
    boolean isViewed() {
        return viewed;
    }

    /** How it is seen; null if as bytes, one after the other. */
    @Nullable
    Layout layout() {
        return layout;
    }

    /** What all those are to the memory who share it. */
    Phase sharedPhase() {
        return sharedPhase;
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
            free.run();
        }
    }

    MemorySegment segment(Arena arena, Runnable atEnd) {
        return owner.source().segment(address, size, arena, atEnd);
    }
}
