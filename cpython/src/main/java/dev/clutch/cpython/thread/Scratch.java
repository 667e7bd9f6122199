package dev.clutch.cpython.thread;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A little native memory that a thread reuses for its calls into one interpreter: asking the
 * allocator each time would cost more than the call.
 *
 * <p>It is a stack, because calls nest: arguments are pushed for the time of a call, during which
 * the callee may come back into Java and call again. Above them is room for {@link #temporary}
 * values, which must be used up before any other Python code can run.
 */
public final class Scratch {
    /** How much room {@link #temporary} gives at least, in bytes. */
    public static final int TEMPORARY = 1024;

    private static final int SIZE = 16 * 1024;

    private final MemorySegment memory;
    private int top;

    Scratch(Arena arena) {
        memory = arena.allocate(SIZE, 16);
    }

    /** {@value #TEMPORARY} bytes, valid until Python code runs or somebody else asks. */
    public MemorySegment temporary() {
        return memory.asSlice(top, TEMPORARY);
    }

    /** Whether that many pointers can be pushed at this moment. */
    public boolean hasRoom(int pointers) {
        return top + pointers * 8 <= SIZE - TEMPORARY;
    }

    /** Pushes pointers and returns the address of the first; to be {@linkplain #pop popped}. */
    public long push(long... pointers) {
        long address = memory.address() + top;
        for (long pointer : pointers) {
            memory.set(JAVA_LONG, top, pointer);
            top += Long.BYTES;
        }
        return address;
    }

    /** Pops that many pointers. */
    public void pop(int pointers) {
        top -= pointers * 8;
    }
}
