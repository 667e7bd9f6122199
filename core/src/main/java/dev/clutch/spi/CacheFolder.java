package dev.clutch.spi;

import dev.clutch.error.EngineUnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The user's folder of unpacked things. An entry is either there whole or not at all: it is filled
 * under another name and then renamed, by one process at a time, under a lock file of its own.
 */
public record CacheFolder(Path root) {
    private static final Duration STALE = Duration.ofDays(3);
    private static final Map<Path, ReentrantLock> LOCKS = new ConcurrentHashMap<>();

    /** Fills a new, empty folder. */
    @FunctionalInterface
    public interface Filler {
        /** Writes all files of the entry into {@code folder}. */
        void fill(Path folder) throws IOException;
    }

    /** Says whether an entry that is there may be used as it is. */
    @FunctionalInterface
    public interface Check {
        /** Whether the entry is whole. */
        boolean isWhole(Path folder);
    }

    /** The given folder, or the one that the platform's custom names for caches. */
    public static CacheFolder at(Optional<Path> chosen) {
        return new CacheFolder(chosen.orElseGet(CacheFolder::usual).toAbsolutePath());
    }

    private static Path usual() {
        String xdg = System.getenv("XDG_CACHE_HOME");
        if (xdg != null && !xdg.isBlank()) {
            return Path.of(xdg, "clutch");
        }
        Path home = Path.of(System.getProperty("user.home"));
        boolean mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac");
        return mac ? home.resolve("Library/Caches/clutch") : home.resolve(".cache/clutch");
    }

    /**
     * The entry of that name, filled first if it is missing or broken. Blocks while another process
     * fills it.
     *
     * @throws EngineUnavailableException if it cannot be filled, saying where and why
     */
    public Path entry(String name, Check check, Filler filler) {
        Path folder = root.resolve(name);
        use(name);
        if (!check.isWhole(folder)) {
            try {
                fillLocked(folder, check, filler);
            } catch (IOException | UncheckedIOException e) {
                throw new EngineUnavailableException(
                        "cannot unpack into " + root + ": " + reason(e)
                                + "; make room or access there, or choose another folder with CLUTCH_CACHE",
                        e);
            }
        }
        return folder;
    }

    /** Keeps others from deleting the entry of that name, until this process ends. */
    public void use(String name) {
        if (Files.isDirectory(root)) {
            CacheUse.hold(root.resolve(name));
        }
    }

    /**
     * One thing in the cache.
     *
     * @param name of its folder
     * @param size in bytes
     * @param used when it was used last
     */
    public record Entry(String name, long size, Instant used) {
        private static final Pattern VARIANT = Pattern.compile("-(?=[0-9a-f]{6,}\\b|3\\.).*");

        /** The name without what tells its versions apart. */
        public String kind() {
            return VARIANT.matcher(name).replaceFirst("");
        }
    }

    /** All that is there, by name. Blocks for looking at every file. */
    public List<Entry> entries() throws IOException {
        List<Entry> all = new ArrayList<>();
        for (Path folder : folders()) {
            all.add(new Entry(String.valueOf(folder.getFileName()), size(folder), CacheUse.last(folder)));
        }
        return all;
    }

    private List<Path> folders() throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(root)) {
            return all.filter(Files::isDirectory)
                    .filter(folder -> !isInTheMaking(folder))
                    .sorted()
                    .toList();
        }
    }

    /** What was not finished for an hour never will be. */
    private static boolean isInTheMaking(Path folder) {
        return String.valueOf(folder.getFileName()).matches(".*\\.(part|broken)\\d+")
                && CacheUse.last(folder).isAfter(Instant.now().minus(Duration.ofHours(1)));
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.mapToLong(path -> path.toFile().length()).sum();
        } catch (UncheckedIOException e) {
            return 0; // it is being deleted
        }
    }

    /** Deletes an entry, unless a process uses it; returns whether it did. */
    public boolean delete(String name) throws IOException {
        return CacheUse.delete(root.resolve(name));
    }

    /** Others of the same kind that nobody has used for days: those of builds that were replaced. */
    private void deleteStale(Path entry) throws IOException {
        String name = String.valueOf(entry.getFileName());
        String kind = new Entry(name, 0, Instant.EPOCH).kind();
        Instant limit = Instant.now().minus(STALE);
        for (Path folder : folders()) {
            String other = String.valueOf(folder.getFileName());
            boolean isOfKind = new Entry(other, 0, Instant.EPOCH).kind().equals(kind) && !other.equals(name);
            if (isOfKind && CacheUse.last(folder).isBefore(limit)) {
                CacheUse.delete(folder);
            }
        }
    }

    private static String reason(Exception e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    private void fillLocked(Path folder, Check check, Filler filler) throws IOException {
        Files.createDirectories(root);
        // A file lock keeps other processes out; it belongs to this one as a whole, so threads need another.
        ReentrantLock ours = LOCKS.computeIfAbsent(folder, path -> new ReentrantLock());
        ours.lock();
        try {
            fillAlone(folder, check, filler);
        } finally {
            ours.unlock();
        }
    }

    private void fillAlone(Path folder, Check check, Filler filler) throws IOException {
        Path lockFile = root.resolve(folder.getFileName() + ".lock");
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            if (lock.isValid() && !check.isWhole(folder)) {
                fillAside(folder, filler);
                CacheUse.hold(folder);
                deleteStale(folder);
                if (!check.isWhole(folder)) {
                    throw new IOException(folder.getFileName() + " is not whole although it was just unpacked");
                }
            }
        }
    }

    private void fillAside(Path folder, Filler filler) throws IOException {
        Path aside = Files.createTempDirectory(root, folder.getFileName() + ".part");
        try {
            filler.fill(aside);
            if (Files.exists(folder)) {
                Path broken = Files.createTempDirectory(root, folder.getFileName() + ".broken");
                Files.move(folder, broken.resolve("old"));
                deleteTree(broken);
            }
            Files.move(aside, folder, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            deleteTree(aside);
        }
    }

    /** Deletes a folder with all that is in it, if it is there. */
    public static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
