package dev.clutch.cpython.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clutch.cpython.ChildJvm;
import dev.clutch.cpython.VersionPrinter;
import dev.clutch.spi.CacheFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real jar, into fresh caches. */
@Tag("slow")
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class BundledPythonTest {
    @TempDir
    private Path folder = Path.of("");

    private static List<String> entries(Path cache) throws IOException {
        try (Stream<Path> files = Files.list(cache)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("cpython") && !name.endsWith(".lock"))
                    .toList();
        }
    }

    @Test
    void twoProcessesMayUnpackAtOnce() throws Exception {
        Path cache = folder.resolve("cache");
        List<ChildJvm> children = List.of(
                ChildJvm.start(folder, VersionPrinter.class, "-Dclutch.cache=" + cache),
                ChildJvm.start(folder, VersionPrinter.class, "-Dclutch.cache=" + cache),
                ChildJvm.start(folder, VersionPrinter.class, "-Dclutch.cache=" + cache));
        for (ChildJvm child : children) {
            ChildJvm.Ended ended = child.await();
            assertThat(ended.status()).as(ended.output()).isZero();
            assertThat(ended.output()).contains("Python 3.14");
        }
        assertThat(entries(cache)).hasSize(1);
    }

    @Test
    void whatIsBrokenIsRepaired() throws IOException {
        CacheFolder cache = new CacheFolder(folder.resolve("cache"));
        assertThat(BundledPython.repair(cache)).as("nothing is unpacked yet").isFalse();
        PythonInstallation python = BundledPython.unpack(cache);
        assertThat(BundledPython.repair(cache)).as("all is well").isFalse();

        Path library = python.library();
        long size = Files.size(library);
        Files.write(library, new byte[] {1, 2, 3});
        assertThat(BundledPython.unpack(cache)).isEqualTo(python);
        assertThat(library).hasSize(size);

        Path rare = library.resolveSibling("lib/python3.14/this.py");
        byte[] content = Files.readAllBytes(rare);
        byte[] changed = content.clone();
        changed[content.length / 2] ^= 1;
        Files.write(rare, changed);
        assertThat(BundledPython.repair(cache)).as("one letter was wrong").isTrue();
        assertThat(rare).hasBinaryContent(content);
    }
}
