package dev.clutch.cpython.elf;

import java.nio.ByteBuffer;

/**
 * A program header: a part of the file, and where it is in memory.
 *
 * @param type one of the {@code PT_} numbers
 * @param flags whether it may be executed (1), written (2), read (4)
 * @param offset where it begins in the file
 * @param address where it begins in memory, counted from where the library is loaded
 * @param physical of no meaning on our platforms
 * @param fileSize how many bytes it has in the file
 * @param memorySize how many it has in memory; those that the file lacks are zeros
 * @param alignment what address and offset are equal modulo
 */
record Segment(
        int type, int flags, long offset, long address, long physical, long fileSize, long memorySize, long alignment) {
    static final int SIZE = 56;
    static final int LOAD = 1;
    static final int DYNAMIC = 2;
    static final int PROGRAM_HEADERS = 6;
    static final int THREAD_LOCAL = 7;
    static final int READ = 4;
    static final int WRITE = 2;

    static Segment read(Bytes bytes, long at) throws ElfException {
        String what = "a program header";
        bytes.require(at, SIZE, what);
        return new Segment(
                (int) bytes.number(at, what),
                (int) bytes.number(at + 4, what),
                bytes.word(at + 8, what),
                bytes.word(at + 16, what),
                bytes.word(at + 24, what),
                bytes.word(at + 32, what),
                bytes.word(at + 40, what),
                bytes.word(at + 48, what));
    }

    void write(ByteBuffer out) {
        out.putInt(type)
                .putInt(flags)
                .putLong(offset)
                .putLong(address)
                .putLong(physical)
                .putLong(fileSize)
                .putLong(memorySize)
                .putLong(alignment);
    }

    boolean contains(long wanted) {
        return wanted >= address && wanted - address < fileSize;
    }

    /** The same, but somewhere else. */
    Segment at(long newOffset, long newAddress, long size) {
        return new Segment(type, flags, newOffset, newAddress, newAddress, size, size, alignment);
    }
}
