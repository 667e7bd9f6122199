package dev.clutch.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clutch's Python files, from a jar (as users have it) and from a folder (as in a build). */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class PythonFilesTest {
    private static final String BOOTSTRAP = "clutch/_bootstrap.py";

    @TempDir
    private Path temporary = Path.of("");

    private Path jar = Path.of("");

    @BeforeEach
    void packJar() throws Exception {
        Path classes = Path.of(PythonFiles.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        jar = temporary.resolve("core.jar");
        pack(classes, jar, "");
    }

    private static void pack(Path classes, Path jar, String added) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream packed = new JarOutputStream(out);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = classes.relativize(file).toString().replace('\\', '/');
                packed.putNextEntry(new JarEntry(name));
                packed.write(Files.readAllBytes(file));
                if (name.endsWith(BOOTSTRAP)) {
                    packed.write(added.getBytes(java.nio.charset.StandardCharsets.UTF_8));
                }
            }
        }
    }

    /** As the class in the jar does it, which knows its files by the place that it was loaded from. */
    private Path unpack() throws Exception {
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            Class<?> cacheFolder = loader.loadClass(CacheFolder.class.getName());
            Object cache =
                    cacheFolder.getMethod("at", Optional.class).invoke(null, Optional.of(temporary.resolve("cache")));
            Method unpack = loader.loadClass(PythonFiles.class.getName()).getMethod("unpack", cacheFolder);
            return (Path) unpack.invoke(null, cache);
        }
    }

    @Test
    void filesInAFolderAreUsedWhereTheyAre() {
        Path folder = PythonFiles.unpack(new CacheFolder(temporary.resolve("cache")));
        assertThat(folder.resolve(BOOTSTRAP)).exists();
        assertThat(temporary.resolve("cache")).doesNotExist();
    }

    @Test
    void filesInAJarAreUnpackedIntoTheCache() throws Exception {
        Path folder = unpack();
        assertThat(folder).startsWith(temporary.resolve("cache"));
        Path original = PythonFiles.unpack(new CacheFolder(temporary));
        for (String file : List.of(BOOTSTRAP, "clutch/__init__.py", "concurrent/interpreters/__init__.py")) {
            assertThat(folder.resolve(file)).hasSameBinaryContentAs(original.resolve(file));
        }
    }

    @Test
    void theyAreUnpackedOnce() throws Exception {
        Path folder = unpack();
        Path mark = Files.writeString(folder.resolve("mark"), "still here");
        assertThat(unpack()).isEqualTo(folder);
        assertThat(mark).exists();
    }

    @Test
    void aTruncatedFileIsRepaired() throws Exception {
        Path file = unpack().resolve(BOOTSTRAP);
        String content = Files.readString(file);
        Files.writeString(file, "import sys");
        unpack();
        assertThat(file).hasContent(content);
    }

    @Test
    void aMissingFileIsRepaired() throws Exception {
        Path file = unpack().resolve(BOOTSTRAP);
        Files.delete(file);
        unpack();
        assertThat(file).exists();
    }

    @Test
    void otherFilesHaveAnotherFolder() throws Exception {
        Path before = unpack();
        Path classes = Path.of(PythonFiles.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        pack(classes, jar, "# a new version\n");
        Path after = unpack();
        assertThat(after).isNotEqualTo(before);
        assertThat(after.resolve(BOOTSTRAP)).content().contains("# a new version");
    }
}
