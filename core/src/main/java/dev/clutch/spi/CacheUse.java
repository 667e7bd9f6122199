package dev.clutch.spi;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which entries of the cache processes use. Each that does has a lock on a file beside the entry, together with all
 * others, until it ends. Whoever deletes the entry needs that lock alone. Safe for use by many threads and processes.
 */
final class CacheUse {
    private static final String SUFFIX = ".use.lock";

    /** Of this process; closing any channel of the same file would give its lock up. */
    private static final Map<Path, FileLock> HELD = new HashMap<>();

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
            FileLock lock = lock(entry);
            while (!Files.exists(mark(entry))) {
                lock.close(); // it went with the entry
                lock = lock(entry);
            }
            HELD.put(entry, lock);
            Files.setLastModifiedTime(mark(entry), FileTime.from(Instant.now()));
        } catch (IOException e) {
            return; // a folder that cannot be written: nobody deletes anything there either
        }
    }

    @SuppressWarnings("resource") // the channel lives as long as the lock, which is as long as the process
    private static FileLock lock(Path entry) throws IOException {
        return open(entry).lock(0, Long.MAX_VALUE, true);
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
        try (FileChannel channel = open(entry)) {
            if (Optional.ofNullable(channel.tryLock()).isEmpty()) {
                return false;
            }
            CacheFolder.deleteTree(entry);
            Files.deleteIfExists(mark(entry));
            return true;
        }
    }
}
