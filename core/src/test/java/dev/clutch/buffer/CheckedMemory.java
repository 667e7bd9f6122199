package dev.clutch.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.ConcurrentHashMap;

/** Memory that complains when it is freed twice, and that is dead for Java when it is freed. */
final class CheckedMemory implements MemorySource {
    private final ConcurrentHashMap<Long, Arena> arenas = new ConcurrentHashMap<>();

    @Override
    @SuppressWarnings("MustBeClosedChecker") // closed by free
    public long allocate(long bytes) {
        Arena arena = Arena.ofShared();
        long address = arena.allocate(bytes, 16).address();
        arenas.put(address, arena);
        return address;
    }

    @Override
    public void free(long address) {
        Arena arena = arenas.remove(address);
        assertThat(arena).as("the memory that is freed").isNotNull();
        arena.close();
    }

    @Override
    @SuppressWarnings("restricted")
    public MemorySegment segment(long address, long bytes, Arena arena, Runnable atEnd) {
        assertThat(arenas).as("memory that is alive").containsKey(address);
        return MemorySegment.ofAddress(address).reinterpret(bytes, arena, segment -> atEnd.run());
    }

    /** How many pieces are not freed. */
    int live() {
        return arenas.size();
    }
}
