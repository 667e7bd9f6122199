package dev.clutch.cpython.library;

import dev.clutch.spi.CacheFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * Keeps the copies of libraries within a size: those that were not used for longest go. A process that has loaded one
 * keeps it, and whoever wants it next makes it anew; all the same, what a process has mapped stays, for debuggers look
 * for the file, and so does what was used a short time ago, since it may be about to be loaded.
 *
 * @param root the folder of all copies: a folder for each set, in it a folder for each copy
 * @param limit how many bytes there may be
 */
record CopyTrimming(Path root, long limit) {
    private static final Duration SHORT = Duration.ofHours(1);
    private static final long USUAL_LIMIT_MEBIBYTES = 10_000;
    private static final AtomicBoolean DONE = new AtomicBoolean();

    /** One copy. */
    private record Copy(Path folder, long size, Instant used) {}

    /** When the first copy is made, which takes longer than this. */
    static void oncePerProcess(Path root) throws IOException {
        if (DONE.compareAndSet(false, true) && Files.isDirectory(root)) {
            new CopyTrimming(root, limitInBytes()).trim(Instant.now());
        }
    }

    private static long limitInBytes() {
        String limit = System.getProperty("clutch.cache.limit", System.getenv("CLUTCH_CACHE_LIMIT"));
        return (limit == null || limit.isBlank() ? USUAL_LIMIT_MEBIBYTES : Long.parseLong(limit.strip())) << 20;
    }

    /** By the time of its folder, often enough that nobody takes it for unused. */
    static void noteUse(Path copy) {
        long now = System.currentTimeMillis();
        if (now - copy.toFile().lastModified() > SHORT.toMillis() / 2) {
            copy.toFile().setLastModified(now); // else it is made anew some day
        }
    }

    /** Deletes what is too much. */
    void trim(Instant now) throws IOException {
        List<Copy> copies = copies();
        long size = copies.stream().mapToLong(Copy::size).sum();
        if (size <= limit) {
            return;
        }
        Set<Path> mapped = mapped();
        for (Copy copy : copies) {
            if (size > limit && copy.used.isBefore(now.minus(SHORT)) && !mapped.contains(copy.folder)) {
                CacheFolder.deleteTree(copy.folder);
                size -= copy.size;
            }
        }
    }

    /** The one that was not used for longest first. */
    private List<Copy> copies() throws IOException {
        List<Copy> all = new ArrayList<>();
        for (Path set : children(root)) {
            for (Path folder : children(set)) {
                long size = children(folder).stream()
                        .mapToLong(file -> file.toFile().length())
                        .sum();
                all.add(new Copy(folder, size, Files.getLastModifiedTime(folder).toInstant()));
            }
        }
        all.sort(Comparator.comparing(Copy::used));
        return all;
    }

    private static List<Path> children(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        }
    }

    /** Folders of copies that some process has loaded. Those of other users cannot look into this cache. */
    private Set<Path> mapped() throws IOException {
        Set<Path> found = new HashSet<>();
        for (Path process : children(Path.of("/proc"))) {
            areas(process).stream()
                    .filter(area -> area.contains(root.toString()))
                    .map(area -> Path.of(area.substring(area.indexOf('/'))).resolveSibling(""))
                    .forEach(found::add);
        }
        return found;
    }

    private static List<String> areas(Path process) {
        try {
            return Files.readAllLines(process.resolve("maps"));
        } catch (IOException e) {
            return List.of(); // no process, or one that has ended, or another user's
        }
    }
}
