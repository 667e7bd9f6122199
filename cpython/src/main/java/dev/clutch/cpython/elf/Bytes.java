package dev.clutch.cpython.elf;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The content of a file. What lies outside of it is an offence, not an accident: offsets come from the file itself. */
final class Bytes {
    private static final ValueLayout.OfShort HALF = JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt NUMBER = JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong WORD = JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final long MOST = 1L << 30;

    private final Path file;
    private final MemorySegment content;

    Bytes(Path file, MemorySegment content) {
        this.file = file;
        this.content = content;
    }

    long size() {
        return content.byteSize();
    }

    ElfException offence(String offence) {
        return new ElfException(file, offence);
    }

    /** Checks that {@code length} bytes from {@code offset} on lie in the file. */
    void require(long offset, long length, String what) throws ElfException {
        if (offset < 0 || length < 0 || offset > size() - length) {
            throw offence(what + " at 0x" + Long.toHexString(offset) + ", 0x" + Long.toHexString(length)
                    + " bytes, lies outside of the file");
        }
    }

    int octet(long offset, String what) throws ElfException {
        require(offset, 1, what);
        return content.get(JAVA_BYTE, offset) & 0xFF;
    }

    int half(long offset, String what) throws ElfException {
        require(offset, Short.BYTES, what);
        return content.get(HALF, offset) & 0xFFFF;
    }

    /** An unsigned 32-bit number. */
    long number(long offset, String what) throws ElfException {
        require(offset, Integer.BYTES, what);
        return content.get(NUMBER, offset) & 0xFFFFFFFFL;
    }

    long word(long offset, String what) throws ElfException {
        require(offset, Long.BYTES, what);
        return content.get(WORD, offset);
    }

    byte[] copy(long offset, long length, String what) throws ElfException {
        require(offset, length, what);
        if (length > MOST) {
            throw offence(what + " has 0x" + Long.toHexString(length) + " bytes");
        }
        return content.asSlice(offset, length).toArray(JAVA_BYTE);
    }

    /** The text from {@code offset} to the next zero byte, which must come before {@code end}. */
    String text(long offset, long end, String what) throws ElfException {
        long stop = offset;
        while (stop < end && octet(stop, what) != 0) {
            stop++;
        }
        if (offset < 0 || stop >= end) {
            throw offence(what + " at 0x" + Long.toHexString(offset) + " does not end in its string table");
        }
        return new String(copy(offset, stop - offset, what), StandardCharsets.UTF_8);
    }
}
