package dev.clutch.spi;

import dev.clutch.error.EngineUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;

/**
 * Clutch's own Python files as a folder that Python can import from. They lie in this module's jar;
 * Python wants real files, for its bytecode cache and for tracebacks.
 */
public final class PythonFiles {
    private static final String PREFIX = "dev/clutch/python/";

    private PythonFiles() {}

    /**
     * The folder, unpacked on first use and again whenever the files have changed.
     *
     * @throws EngineUnavailableException if they cannot be unpacked
     */
    public static Path unpack(CacheFolder cache) {
        Path source = codeSource();
        if (Files.isDirectory(source)) {
            return source.resolve(PREFIX);
        }
        try (JarFile jar = new JarFile(source.toFile())) {
            List<? extends ZipEntry> files = jar.stream()
                    .filter(entry -> entry.getName().startsWith(PREFIX) && !entry.isDirectory())
                    .sorted(Comparator.comparing(ZipEntry::getName))
                    .toList();
            return cache.entry(
                    "python-" + fingerprint(files),
                    folder -> files.stream().allMatch(file -> isWhole(folder, file)),
                    folder -> copy(jar, files, folder));
        } catch (IOException e) {
            throw new EngineUnavailableException("cannot read Clutch's Python files from " + source, e);
        }
    }

    private static Path codeSource() {
        try {
            return Path.of(PythonFiles.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a code source that is no file", e);
        }
    }

    private static String fingerprint(List<? extends ZipEntry> files) {
        CRC32 sum = new CRC32();
        for (ZipEntry file : files) {
            sum.update((file.getName() + file.getCrc() + file.getSize())
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        return Long.toHexString(sum.getValue());
    }

    private static Path target(Path folder, ZipEntry file) {
        return folder.resolve(file.getName().substring(PREFIX.length()));
    }

    private static boolean isWhole(Path folder, ZipEntry file) {
        return target(folder, file).toFile().length() == file.getSize();
    }

    private static void copy(JarFile jar, List<? extends ZipEntry> files, Path folder) throws IOException {
        for (ZipEntry file : files) {
            Path target = target(folder, file);
            Files.createDirectories(target.getParent());
            try (InputStream in = jar.getInputStream(file)) {
                Files.copy(in, target);
            }
        }
    }
}
