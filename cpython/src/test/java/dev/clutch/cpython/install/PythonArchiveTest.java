package dev.clutch.cpython.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clutch.error.EngineUnavailableException;
import dev.clutch.spi.CacheFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Unpacking the bundled Python, tried with a jar of a few small files. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class PythonArchiveTest {
    private static final Platform PLATFORM = new Platform("linux-x86_64", "libpython3.14.so.1.0");
    private static final String PREFIX = "org/bytedeco/cpython/linux-x86_64/";
    private static final List<String> FILES = List.of(
            "libpython3.14.so.1.0",
            "libffi.so.8",
            "libjnipython.so",
            "bin/python3.14",
            "lib/python3.14/os.py",
            "lib/python3.14/site.py",
            "lib/python3.14/codecs.py",
            "lib/python3.14/io.py",
            "lib/python3.14/abc.py",
            "lib/python3.14/json/decoder.py",
            "lib/python3.14/encodings/__init__.py",
            "lib/python3.14/encodings/utf_8.py",
            "lib/python3.14/encodings/aliases.py",
            "lib/python3.14/lib-dynload/_ctypes.so");

    @TempDir
    private Path temporary = Path.of("");

    private Path jar = Path.of("");
    private PythonArchive archive = new PythonArchive(jar, PLATFORM);
    private CacheFolder cache = new CacheFolder(temporary);

    @BeforeEach
    void packJar() throws IOException {
        jar = temporary.resolve("cpython-3.14.3-linux-x86_64.jar");
        pack("1");
        archive = new PythonArchive(jar, PLATFORM);
        cache = new CacheFolder(temporary.resolve("cache"));
    }

    /** Stored and not compressed, so that a test can find the content in the jar and damage it. */
    private void pack(String version) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setMethod(ZipOutputStream.STORED);
            for (String file : FILES) {
                byte[] content = content(file, version);
                ZipEntry entry = new ZipEntry(PREFIX + file);
                entry.setSize(content.length);
                entry.setCrc(crc(content));
                zip.putNextEntry(entry);
                zip.write(content);
            }
        }
    }

    private static byte[] content(String file, String version) {
        return ("content of " + file + " in version " + version).getBytes(StandardCharsets.UTF_8);
    }

    private static long crc(byte[] content) {
        CRC32 sum = new CRC32();
        sum.update(content);
        return sum.getValue();
    }

    private Path unpack() {
        return cache.entry(archive.fingerprint(), archive::looksWhole, archive::unpack);
    }

    private List<String> entriesOfCache() throws IOException {
        try (Stream<Path> files = Files.list(cache.root())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.endsWith(".lock"))
                    .toList();
        }
    }

    @Test
    void allFilesButJavaCppsOwnAreUnpacked() {
        Path folder = unpack();
        for (String file : FILES) {
            if (file.contains("jnipython")) {
                assertThat(folder.resolve(file)).doesNotExist();
            } else {
                assertThat(folder.resolve(file)).hasBinaryContent(content(file, "1"));
            }
        }
        assertThat(archive.looksWhole(folder)).isTrue();
        assertThat(archive.isWhole(folder)).isTrue();
    }

    @Test
    void whatIsUnpackedCanBeRun() {
        assertThat(unpack().resolve("bin/python3.14")).isExecutable();
    }

    @Test
    void theForeignFunctionLibraryLiesWhereCtypesLooks() {
        assertThat(unpack().resolve("lib/python3.14/lib-dynload/libffi.so.8")).exists();
    }

    @Test
    void itIsUnpackedOnce() throws IOException {
        Path mark = Files.writeString(unpack().resolve("mark"), "still here");
        unpack();
        assertThat(mark).exists();
        assertThat(entriesOfCache()).containsExactly(archive.fingerprint());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "libpython3.14.so.1.0",
                "bin/python3.14",
                "lib/python3.14/os.py",
                "lib/python3.14/encodings/utf_8.py"
            })
    void aTruncatedVitalFileIsRepaired(String file) throws IOException {
        Path broken = unpack().resolve(file);
        Files.write(broken, new byte[] {1, 2, 3});
        unpack();
        assertThat(broken).hasBinaryContent(content(file, "1"));
        assertThat(entriesOfCache()).containsExactly(archive.fingerprint());
    }

    @ParameterizedTest
    @ValueSource(strings = {"libpython3.14.so.1.0", "bin/python3.14", "lib/python3.14/site.py", "clutch-unpacked"})
    void aDeletedVitalFileIsRepaired(String file) throws IOException {
        Path missing = unpack().resolve(file);
        Files.delete(missing);
        unpack();
        assertThat(missing).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "no number", "12", "99999999999999999999 bin/python3.14", "-1 x", "\0\0\0"})
    void aStampThatMakesNoSenseIsRepaired(String stamp) throws IOException {
        Path folder = unpack();
        Files.writeString(folder.resolve("clutch-unpacked"), stamp);
        Path mark = Files.writeString(folder.resolve("mark"), "of the broken one");
        unpack();
        assertThat(mark).doesNotExist();
        assertThat(archive.isWhole(folder)).isTrue();
    }

    @Test
    void aStampThatIsNoTextIsRepaired() throws IOException {
        Path folder = unpack();
        Files.write(folder.resolve("clutch-unpacked"), new byte[] {(byte) 0xFF, (byte) 0xC0, 0});
        unpack();
        assertThat(archive.isWhole(folder)).isTrue();
    }

    @Test
    void theThoroughCheckSeesAChangeOfOneByteAnywhere() throws IOException {
        Path folder = unpack();
        Path file = folder.resolve("lib/python3.14/json/decoder.py");
        byte[] content = Files.readAllBytes(file);
        content[3] ^= 1;
        Files.write(file, content);
        assertThat(archive.looksWhole(folder)).isTrue();
        assertThat(archive.isWhole(folder)).isFalse();
    }

    @Test
    void anotherContentHasAnotherFolder() throws IOException {
        Path before = unpack();
        pack("2");
        assertThat(unpack()).isNotEqualTo(before);
    }

    @Test
    void theSameContentHasTheSameFolderWhereverTheJarLies() throws IOException {
        Path copy = Files.copy(jar, temporary.resolve("elsewhere.jar"));
        assertThat(new PythonArchive(copy, PLATFORM).fingerprint()).isEqualTo(archive.fingerprint());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 21, 22, 500})
    void aTruncatedJarIsAClearError(int length) throws IOException {
        Files.write(jar, java.util.Arrays.copyOf(Files.readAllBytes(jar), length));
        assertThatThrownBy(this::unpack)
                .isInstanceOf(EngineUnavailableException.class)
                .hasMessageContaining(jar.toString());
        assertThat(cache.root()).doesNotExist();
    }

    @Test
    void aMissingJarIsAClearError() throws IOException {
        Files.delete(jar);
        assertThatThrownBy(this::unpack)
                .isInstanceOf(EngineUnavailableException.class)
                .hasMessageContaining(jar.toString());
    }

    @Test
    void aJarWithADamagedFileIsAClearErrorAndLeavesNothing() throws IOException {
        byte[] bytes = Files.readAllBytes(jar);
        int place = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("content of lib/python3.14/json");
        bytes[place] ^= 1;
        Files.write(jar, bytes);
        assertThatThrownBy(this::unpack)
                .isInstanceOf(EngineUnavailableException.class)
                .hasMessageContaining(jar.getFileName().toString());
        assertThat(entriesOfCache()).isEmpty();
    }

    @Test
    void aJarOfSomethingElseIsAClearErrorAndLeavesNothing() throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("readme.txt"));
        }
        assertThatThrownBy(this::unpack)
                .isInstanceOf(EngineUnavailableException.class)
                .hasMessageContaining(jar.getFileName().toString());
        assertThat(entriesOfCache()).isEmpty();
    }

    /** Nobody's jar, but a jar must not be able to write where it likes. */
    @Test
    void aFileThatWouldLandOutsideIsRefused() throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(PREFIX + "../../../outside"));
            zip.write(1);
        }
        assertThatThrownBy(this::unpack).isInstanceOf(EngineUnavailableException.class);
        assertThat(temporary.resolve("outside")).doesNotExist();
    }
}
