package dev.clutch.cpython.library;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** The memory of this process as a file: what goes away while it is read is an error there, and no crash. */
final class ProcessMemory implements AutoCloseable {
    private static final int CHUNK = 1 << 16;

    private final FileChannel memory = FileChannel.open(Path.of("/proc/self/mem"));
    private final ByteBuffer chunk = ByteBuffer.allocate(CHUNK).order(ByteOrder.nativeOrder());

    ProcessMemory() throws IOException {}

    /** What is done with each word. */
    @FunctionalInterface
    interface Reader {
        void read(long address, long word);
    }

    /** Reads the aligned words from {@code start} on. */
    void read(long start, long end, Reader reader) throws IOException {
        for (long at = start & -Long.BYTES; at < end; at += CHUNK) {
            read(at, (int) Math.min(CHUNK, end - at));
            for (long place = at; chunk.remaining() >= Long.BYTES; place += Long.BYTES) {
                reader.read(place, chunk.getLong());
            }
        }
    }

    /** As {@link #read}, in several areas. */
    void read(MemoryMap areas, Reader reader) throws IOException {
        for (MemoryMap.Area area : areas.areas()) {
            read(area.start(), area.end(), reader);
        }
    }

    long word(long address) throws IOException {
        read(address, Long.BYTES);
        return chunk.getLong();
    }

    private void read(long address, int count) throws IOException {
        chunk.clear().limit(count);
        while (chunk.hasRemaining()) {
            if (memory.read(chunk, address + chunk.position()) < 0) {
                throw new EOFException("no memory at 0x" + Long.toHexString(address));
            }
        }
        chunk.flip();
    }

    @Override
    public void close() throws IOException {
        memory.close();
    }
}
