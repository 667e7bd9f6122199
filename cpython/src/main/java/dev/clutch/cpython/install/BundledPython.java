package dev.clutch.cpython.install;

import dev.clutch.error.EngineUnavailableException;
import dev.clutch.spi.CacheFolder;
import java.io.File;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The CPython that comes as a jar from Maven Central, {@code org.bytedeco:cpython}, with a classifier
 * for the platform. It is unpacked into the user's cache once.
 */
public final class BundledPython {
    private static final String ARTIFACT = "cpython-";

    private BundledPython() {}

    static PythonInstallation unpack(CacheFolder cache) {
        Platform platform = Platform.current();
        PythonArchive archive = new PythonArchive(findJar(platform), platform);
        Path folder = cache.entry(archive.fingerprint(), archive::looksWhole, archive::unpack);
        return new PythonInstallation(folder.resolve("bin/python3.14"), folder.resolve(platform.libraryName()));
    }

    /**
     * Compares every unpacked file with the jar and unpacks anew if one differs.
     *
     * @return whether it was broken, and is mended now; false also if it was never unpacked
     */
    public static boolean repair(CacheFolder cache) {
        Platform platform = Platform.current();
        PythonArchive archive = new PythonArchive(findJar(platform), platform);
        Path folder = cache.root().resolve(archive.fingerprint());
        if (!folder.toFile().exists() || archive.isWhole(folder)) {
            return false;
        }
        cache.entry(archive.fingerprint(), archive::isWhole, archive::unpack);
        return true;
    }

    /**
     * By its name beside the jars of the class path or module path, which opens none of them; else by
     * its content. The name may lack the version, as in a folder of libraries.
     */
    private static Path findJar(Platform platform) {
        return Stream.of("java.class.path", "jdk.module.path")
                .map(property -> System.getProperty(property, ""))
                .flatMap(path -> Stream.of(path.split(File.pathSeparator)))
                .map(entry -> Path.of(entry).toAbsolutePath().getParent())
                .distinct()
                .flatMap(BundledPython::files)
                .filter(path -> isBundle(path, platform))
                .findFirst()
                .or(() -> findByContent(platform))
                .orElseThrow(() -> new EngineUnavailableException("the jar org.bytedeco:cpython with the classifier "
                        + platform.name() + " is not on the class path; add it, or choose an installed Python with"
                        + " --python PATH or -Dclutch.python=PATH"));
    }

    private static Stream<Path> files(Path folder) {
        File[] files = folder.toFile().listFiles();
        return files == null ? Stream.empty() : Stream.of(files).map(File::toPath);
    }

    private static boolean isBundle(Path path, Platform platform) {
        String name = String.valueOf(path.getFileName());
        return name.startsWith(ARTIFACT) && name.endsWith(platform.name() + ".jar");
    }

    private static Optional<Path> findByContent(Platform platform) {
        String resource = "org/bytedeco/cpython/" + platform.name() + "/" + platform.libraryName();
        URL url = BundledPython.class.getClassLoader().getResource(resource);
        if (url == null) {
            return Optional.empty();
        }
        try {
            JarURLConnection connection = (JarURLConnection) url.openConnection();
            return Optional.of(Path.of(connection.getJarFileURL().getPath()));
        } catch (IOException | ClassCastException e) {
            throw new EngineUnavailableException("cannot read " + url, e);
        }
    }
}
