package dev.clutch.cpython.library;

import dev.clutch.spi.CacheFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder of copies that processes share. A copy's place tells which file it is of, in which state, and how it
 * differs; so a copy that is there is right, and is never changed. It is made under another name and then renamed:
 * two who make the same one at the same time do no harm.
 *
 * @param root the folder, which only its owner may look into
 */
public record CopyCache(Path root) {
    /** To be raised when copies of the same file with the same key come to differ. */
    private static final String FORMAT = "1";

    private static final int KEY_LENGTH = 20;

    /** The sets of later lives, see {@link PrivateLibraries}. */
    private static final Pattern OF_ONE_PROCESS = Pattern.compile("clutch\\d+\\.\\d+-(\\d{1,10})");

    /** Makes a copy. */
    @FunctionalInterface
    interface Maker {
        void make(Path copy) throws IOException;
    }

    /**
     * Where the copy of a file is, or would be.
     *
     * @param original the file, with no links in its path
     * @param set the folder for copies of one kind
     * @param policy in what the copy differs
     */
    Path place(Path original, String set, String policy) throws IOException {
        var attributes = Files.readAttributes(original, BasicFileAttributes.class);
        String key = String.join(
                "\n",
                FORMAT,
                policy,
                original.toString(),
                Long.toString(attributes.size()),
                attributes.lastModifiedTime().toString(),
                String.valueOf(attributes.fileKey()));
        return root.resolve(set).resolve(hash(key)).resolve(original.getFileName());
    }

    private static String hash(String key) {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sum).substring(0, KEY_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    /** Keeps others from clearing it, until this process ends. */
    public void use() throws IOException {
        Files.createDirectories(root);
        new CacheFolder(root.resolveSibling("")).use(String.valueOf(root.getFileName()));
    }

    /** Deletes a set of copies. */
    void delete(String set) throws IOException {
        CacheFolder.deleteTree(root.resolve(set));
    }

    /**
     * Deletes what processes have left behind that did not end well.
     *
     * @throws IOException if it cannot be deleted
     */
    public void deleteLeftovers() throws IOException {
        if (!Files.isDirectory(root)) {
            return;
        }
        try (Stream<Path> sets = Files.list(root)) {
            for (Path set : sets.toList()) {
                Matcher owned = OF_ONE_PROCESS.matcher(set.getFileName().toString());
                if (owned.matches()
                        && ProcessHandle.of(Long.parseLong(owned.group(1))).isEmpty()) {
                    deleteUnlessOthersDo(set);
                }
            }
        }
    }

    private static void deleteUnlessOthersDo(Path set) throws IOException {
        try {
            CacheFolder.deleteTree(set);
        } catch (NoSuchFileException | DirectoryNotEmptyException e) {
            // Another process that starts just now deletes the same: what is left is deleted by it, or by the next one.
        }
    }

    /** Makes the copy unless it is there; notes that it is used. */
    void ensure(Path copy, Maker maker) throws IOException {
        if (Files.exists(copy)) {
            CopyTrimming.noteUse(copy.resolveSibling(""));
            return;
        }
        CopyTrimming.oncePerProcess(root);
        Files.createDirectories(
                copy.getParent(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path aside = Files.createTempFile(copy.getParent(), copy.getFileName().toString(), ".part");
        try {
            maker.make(aside);
            Files.move(aside, copy, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(aside);
        }
    }
}
