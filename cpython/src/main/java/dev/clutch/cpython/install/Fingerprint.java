package dev.clutch.cpython.install;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/**
 * A short text that changes with any byte of a jar's content: checksums of its directory, which holds one of
 * every file. To read all of a large jar would take longer than Python takes to start.
 */
final class Fingerprint {
    private static final int END_OF_DIRECTORY = 22;

    private Fingerprint() {}

    static String of(Path jar) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(jar.toFile(), "r")) {
            byte[] directory = centralDirectory(file);
            return "%08x%08x".formatted(sum(new CRC32(), directory), sum(new CRC32C(), directory));
        }
    }

    static long sum(Checksum checksum, byte[] bytes) {
        checksum.update(bytes);
        return checksum.getValue();
    }

    private static byte[] centralDirectory(RandomAccessFile file) throws IOException {
        byte[] end = new byte[END_OF_DIRECTORY];
        if (file.length() < end.length) {
            throw new IOException("it is truncated");
        }
        file.seek(file.length() - end.length);
        file.readFully(end);
        ByteBuffer fields = ByteBuffer.wrap(end).order(ByteOrder.LITTLE_ENDIAN);
        long size = Integer.toUnsignedLong(fields.getInt(12));
        long start = Integer.toUnsignedLong(fields.getInt(16));
        if (fields.getInt(0) != 0x06054b50 || start + size > file.length()) {
            throw new IOException("it is truncated or no jar");
        }
        byte[] directory = new byte[(int) size];
        file.seek(start);
        file.readFully(directory);
        return directory;
    }
}
