package dev.clutch.spi;

import dev.clutch.error.EngineUnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * The user's folder of unpacked things. An entry is either there whole or not at all: it is filled
 * under another name and then renamed, by one process at a time, under a lock file of its own.
 */
public record CacheFolder(Path root) {
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
