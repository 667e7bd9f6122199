package dev.clutch.cpython.elf;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What is to be written over a copy of a file, or behind its end. */
final class Edits {
    /** Not a record: those compare their components, and arrays cannot be. */
    private static final class Edit {
        private final long offset;
        private final byte[] bytes;

        Edit(long offset, byte[] bytes) {
            this.offset = offset;
            this.bytes = bytes;
        }
    }

    private final List<Edit> edits = new ArrayList<>();

    void put(long offset, byte[] bytes) {
        edits.add(new Edit(offset, bytes));
    }

    void putHalf(long offset, int value) {
        put(offset, buffer(Short.BYTES).putShort((short) value).array());
    }

    void putNumber(long offset, long value) {
        put(offset, buffer(Integer.BYTES).putInt((int) value).array());
    }

    void putWord(long offset, long value) {
        put(offset, buffer(Long.BYTES).putLong(value).array());
    }

    static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Not through a channel: each thread would keep a native buffer as large as what it has written. */
    void apply(Path copy) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(copy.toFile(), "rw")) {
            for (Edit edit : edits) {
                file.seek(edit.offset);
                file.write(edit.bytes);
            }
        }
    }
}
