package dev.clutch.cpython.install;

import dev.clutch.error.EngineUnavailableException;
import dev.clutch.spi.CacheFolder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Python packages that come as jars from Maven Central, such as {@code org.bytedeco:numpy} with {@code
 * org.bytedeco:openblas}, and are on the class path with a classifier for the platform. Each is unpacked into the
 * user's cache once.
 */
public final class BundledPackages {
    private static final String PYTHON_ITSELF = "cpython-";

    private BundledPackages() {}

    /**
     * The folders to import them from; empty if there are none.
     *
     * @throws EngineUnavailableException if one cannot be unpacked
     */
    public static List<Path> unpack(CacheFolder cache) {
        List<Path> jars = jars();
        if (jars.isEmpty()) {
            return List.of();
        }
        Platform platform = Platform.current();
        List<PackageArchive> archives = jars.stream()
                .filter(jar -> jar.getFileName().toString().endsWith(platform.name() + ".jar"))
                .map(jar -> open(jar, platform))
                .toList();
        List<Path> libraries = unpack(
                cache, archives.stream().filter(archive -> !archive.hasPython()).toList(), List.of());
        return unpack(cache, archives.stream().filter(PackageArchive::hasPython).toList(), libraries).stream()
                .map(folder -> folder.resolve("python"))
                .toList();
    }

    private static List<Path> unpack(CacheFolder cache, List<PackageArchive> archives, List<Path> libraries) {
        return archives.stream()
                .map(archive -> cache.entry(
                        archive.entryName(libraries),
                        PackageArchive::isWhole,
                        folder -> archive.unpack(folder, libraries)))
                .toList();
    }

    private static PackageArchive open(Path jar, Platform platform) {
        try {
            return PackageArchive.open(jar, platform);
        } catch (IOException e) {
            throw new EngineUnavailableException("cannot read the Python package " + jar + ": " + e.getMessage(), e);
        }
    }

    /** By their names alone, for most programs have none of them. */
    private static List<Path> jars() {
        return Stream.of("java.class.path", "jdk.module.path")
                .map(property -> System.getProperty(property, ""))
                .flatMap(path -> Stream.of(path.split(File.pathSeparator)))
                .filter(entry -> entry.matches(".*-(linux|macosx|windows)-(x86_64|arm64)\\.jar"))
                .map(Path::of)
                .filter(jar -> !jar.getFileName().toString().startsWith(PYTHON_ITSELF))
                .distinct()
                .toList();
    }
}
