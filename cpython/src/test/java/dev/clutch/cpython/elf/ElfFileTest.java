package dev.clutch.cpython.elf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The libraries are the JDK's own. */
@EnabledOnOs(OS.LINUX)
class ElfFileTest {
    private static final Path LIBRARIES = Path.of(System.getProperty("java.home"), "lib");
    private static final Path ZIP = LIBRARIES.resolve("libzip.so");
    private static final int ROUNDS = 500;

    @TempDir
    private Path folder;

    private Path patched(Path original, ElfPatch patch) throws IOException {
        Path copy = folder.resolve("copy.so");
        try (ElfFile file = ElfFile.open(original)) {
            file.patch(patch, copy);
        }
        return copy;
    }

    @Test
    void aLibrarySaysWhatItIs() throws IOException {
        try (ElfFile file = ElfFile.open(ZIP)) {
            assertThat(file.soname()).contains("libzip.so");
            assertThat(file.needed()).contains("libc.so.6", "libjava.so");
            assertThat(file.searchPath()).contains("$ORIGIN");
            assertThat(file.hasStaticTls()).isFalse();
            assertThat(file.symbols(name -> name.startsWith("Java_java_util_zip_CRC32")))
                    .contains("Java_java_util_zip_CRC32_update");
            assertThat(file.needsSymbol("malloc"::equals)).isTrue();
            assertThat(file.needsSymbol("PyFloat_Type"::equals)).isFalse();
        }
    }

    @Test
    void aCopyHasTheNamesThatItWasGiven() throws IOException {
        Path copy = patched(
                ZIP,
                ElfPatch.none()
                        .withSoname("libzip.of.berth.7.so")
                        .withRenamed("libjava.so", "/some/where/libjava.so")
                        .withAdded("libadded.so")
                        .withSearchPath("/a:/b"));
        try (ElfFile file = ElfFile.open(copy)) {
            assertThat(file.soname()).contains("libzip.of.berth.7.so");
            assertThat(file.needed())
                    .contains("/some/where/libjava.so", "libc.so.6")
                    .doesNotContain("libjava.so")
                    .endsWith("libadded.so");
            assertThat(file.searchPath()).containsExactly("/a", "/b");
            assertThat(file.symbols("Java_java_util_zip_CRC32_update"::equals)).hasSize(1);
        }
    }

    @Test
    void aCopyOfACopyIsALibraryToo() throws IOException {
        Path first = patched(ZIP, ElfPatch.none().withSoname("first.so"));
        Path second = folder.resolve("second.so");
        try (ElfFile file = ElfFile.open(first)) {
            file.patch(ElfPatch.none().withSoname("second.so"), second);
        }
        try (ElfFile file = ElfFile.open(second)) {
            assertThat(file.soname()).isEqualTo(Optional.of("second.so"));
        }
    }

    @Test
    void theOriginalIsLeftAlone() throws IOException {
        byte[] before = Files.readAllBytes(ZIP);
        patched(ZIP, ElfPatch.none().withSoname("other.so"));
        assertThat(Files.readAllBytes(ZIP)).isEqualTo(before);
    }

    @Test
    void whatIsNoLibraryIsNamedWithTheReason() throws IOException {
        Path text = Files.writeString(
                folder.resolve("notes.txt"), "this is no library, but long enough to be one".repeat(9));
        assertThatThrownBy(() -> ElfFile.open(text))
                .isInstanceOf(ElfException.class)
                .hasMessage(text + " is no usable shared library: it is no ELF file");
        Path empty = Files.write(folder.resolve("empty.so"), new byte[0]);
        assertThatThrownBy(() -> ElfFile.open(empty)).isInstanceOf(ElfException.class);
    }

    /** Whatever is wrong with a file, there is an error that names it, or a copy. */
    @Test
    void damagedFilesAreErrors() throws IOException {
        byte[] whole = Files.readAllBytes(ZIP);
        Random random = new Random(8);
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Path damaged = Files.write(folder.resolve("damaged.so"), damage(whole, random));
            refused += isRefused(damaged) ? 1 : 0;
        }
        assertThat(refused).isBetween(ROUNDS / 10, ROUNDS - 1);
    }

    private boolean isRefused(Path damaged) throws IOException {
        try (ElfFile file = ElfFile.open(damaged)) {
            file.soname();
            file.needed();
            file.searchPath();
            file.hasStaticTls();
            file.needsSymbol(name -> name.startsWith("Py"));
            file.symbols(name -> true);
            file.patch(
                    ElfPatch.none()
                            .withSoname("a.so")
                            .withRenamed("libc.so.6", "libc.so.7")
                            .withSearchPath("/"),
                    folder.resolve("copy.so"));
            return false;
        } catch (ElfException e) {
            assertThat(e).hasMessageStartingWith(damaged.toString());
            return true;
        }
    }

    /** Cut off, or a few bytes changed, most of them where the tables are. */
    private static byte[] damage(byte[] whole, Random random) {
        if (random.nextInt(8) == 0) {
            return java.util.Arrays.copyOf(whole, random.nextInt(whole.length));
        }
        byte[] damaged = whole.clone();
        for (int i = random.nextInt(6); i >= 0; i--) {
            int within = random.nextBoolean() ? 64 + 56 * 12 : random.nextBoolean() ? 8192 : whole.length;
            int at = random.nextInt(Math.min(within, whole.length));
            damaged[at] = (byte) (random.nextBoolean() ? random.nextInt() : random.nextBoolean() ? 0xFF : 0x80);
        }
        return damaged;
    }

    /** Any bytes of the dynamic section, whose every word is trusted by nobody. */
    @Test
    void damagedDynamicSectionsAreErrors() throws IOException {
        byte[] whole = Files.readAllBytes(ZIP);
        Segment dynamic;
        try (ElfFile file = ElfFile.open(ZIP)) {
            dynamic = file.segment(Segment.DYNAMIC);
        }
        Random random = new Random(9);
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] damaged = whole.clone();
            for (int i = random.nextInt(3); i >= 0; i--) {
                damaged[(int) dynamic.offset() + random.nextInt((int) dynamic.fileSize())] = (byte) random.nextInt();
            }
            refused += isRefused(Files.write(folder.resolve("damaged.so"), damaged)) ? 1 : 0;
        }
        assertThat(refused).isBetween(ROUNDS / 10, ROUNDS - 1);
    }
}
