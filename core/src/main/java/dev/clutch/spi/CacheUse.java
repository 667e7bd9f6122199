package dev.clutch.spi;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Which entries of the cache processes use. Each that does has a lock on a file beside the entry, together with all
 * others, until it ends. Whoever deletes the entry needs that lock alone. Safe for use by many threads and processes.
 */
final class CacheUse {
    private static final String SUFFIX = ".use.lock";

    /** Of this process; closing any channel of the same file would give its lock up. */
    private static final Map<Path, FileChannel> HELD = new HashMap<>();

    private CacheUse() {}

    private static Path mark(Path entry) {
        return entry.resolveSibling(entry.getFileName() + SUFFIX);
    }

    /** From now on this process uses the entry. Blocks while another process deletes it. */
    static synchronized void hold(Path entry) {
        if (HELD.containsKey(entry)) {
            return;
        }
        try {
            FileChannel channel = locked(entry);
            while (!Files.exists(mark(entry))) {
                channel.close(); // it went with the entry
                channel = locked(entry);
            }
            HELD.put(entry, channel);
            Files.setLastModifiedTime(mark(entry), FileTime.from(Instant.now()));
        } catch (IOException e) {
            return; // a folder that cannot be written: nobody deletes anything there either
        }
    }

    private static FileChannel locked(Path entry) throws IOException {
        FileChannel channel = open(entry);
        try {
            channel.lock(0, Long.MAX_VALUE, true);
        } catch (OverlappingFileLockException e) {
            return channel; // these classes are there twice, by two class loaders, and the others hold it
        }
        return channel;
    }

    private static FileChannel open(Path entry) throws IOException {
        return FileChannel.open(
                mark(entry), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /** When it was used last. */
    static Instant last(Path entry) {
        Path mark = mark(entry);
        long millis = (Files.exists(mark) ? mark : entry).toFile().lastModified();
        return Instant.ofEpochMilli(millis);
    }

    /** Deletes an entry, unless a process uses it; returns whether it did. */
    static synchronized boolean delete(Path entry) throws IOException {
        if (HELD.containsKey(entry)) {
            return false;
        }
        FileChannel channel = open(entry);
        boolean isOurs = false;
        try {
            isOurs = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            HELD.put(entry, channel); // see above
            return false;
        }
        try (channel) {
            if (isOurs) {
                CacheFolder.deleteTree(entry);
                Files.deleteIfExists(mark(entry));
            }
            return isOurs;
        }
    }
}
