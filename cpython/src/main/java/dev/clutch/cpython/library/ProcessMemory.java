package dev.clutch.cpython.library;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.function.LongPredicate;

/** The memory of this process as a file: what goes away while it is read is an error there, and no crash. */
final class ProcessMemory implements AutoCloseable {
    private static final int CHUNK = 1 << 16;

    private final FileChannel memory = FileChannel.open(Path.of("/proc/self/mem"));
    private final ByteBuffer chunk = ByteBuffer.allocate(CHUNK).order(ByteOrder.nativeOrder());

    ProcessMemory() throws IOException {}

    /** The address of the first aligned word that is of the wanted kind. */
    OptionalLong find(long start, long end, LongPredicate wanted) throws IOException {
        for (long at = start & -Long.BYTES; at < end; at += CHUNK) {
            read(at, (int) Math.min(CHUNK, end - at));
            for (long place = at; chunk.remaining() >= Long.BYTES; place += Long.BYTES) {
                if (wanted.test(chunk.getLong())) {
                    return OptionalLong.of(place);
                }
            }
        }
        return OptionalLong.empty();
    }

    /** As {@link #find}, in several areas, without those that cannot be read any more. */
    OptionalLong find(MemoryMap areas, LongPredicate wanted) throws IOException {
        for (MemoryMap.Area area : areas.areas()) {
            OptionalLong found = find(area.start(), area.end(), wanted);
            if (found.isPresent()) {
                return found;
            }
        }
        return OptionalLong.empty();
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
