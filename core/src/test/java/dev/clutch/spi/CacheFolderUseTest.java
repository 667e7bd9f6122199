package dev.clutch.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of the cache may be deleted. */
class CacheFolderUseTest {
    @TempDir
    private Path root = Path.of("");

    private Path entry(String name, Duration unused) throws IOException {
        Path folder = Files.createDirectory(root.resolve(name));
        Files.writeString(folder.resolve("file"), "x".repeat(1000));
        Files.setLastModifiedTime(folder, FileTime.from(Instant.now().minus(unused)));
        return folder;
    }

    private CacheFolder cache() {
        return new CacheFolder(root);
    }

    private Path fill(String name) {
        return cache().entry(name, Files::exists, folder -> Files.writeString(folder.resolve("file"), ""));
    }

    @Test
    void entriesAreKnownByTheirKindAndSize() throws IOException {
        entry("cpython-3.14-linux-x86_64-be40ce488076bbfd", Duration.ZERO);
        entry("package-numpy-f77643b94f9dcc05-afd12499", Duration.ZERO);
        entry("python-e7c36386", Duration.ZERO);
        entry("own-runtimes", Duration.ZERO);
        assertThat(cache().entries())
                .extracting(CacheFolder.Entry::kind)
                .containsExactly("cpython", "own-runtimes", "package-numpy", "python");
        assertThat(cache().entries()).allMatch(entry -> entry.size() >= 1000);
    }

    @Test
    void whatIsUsedIsNotDeleted() throws IOException {
        Path used = fill("python-aaaaaaaa");
        assertThat(cache().delete("python-aaaaaaaa")).isFalse();
        assertThat(used).exists();
    }

    @Test
    void whatNobodyUsesIsDeleted() throws IOException {
        Path unused = entry("python-bbbbbbbb", Duration.ZERO);
        assertThat(cache().delete("python-bbbbbbbb")).isTrue();
        assertThat(unused).doesNotExist();
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void aNewEntryReplacesThoseOfItsKindThatNobodyHasUsedForDays() throws IOException {
        Path old = entry("python-cccccccc", Duration.ofDays(4));
        Path recent = entry("python-dddddddd", Duration.ofDays(2));
        Path ofAnotherKind = entry("package-numpy-cccccccc-cccccccc", Duration.ofDays(4));
        Path made = fill("python-eeeeeeee");
        assertThat(old).doesNotExist();
        assertThat(recent).exists();
        assertThat(ofAnotherKind).exists();
        assertThat(made).exists();
    }

    @Test
    void whatIsBeingMadeIsNoEntry() throws IOException {
        entry("python-ffffffff.part123", Duration.ZERO);
        assertThat(cache().entries()).isEmpty();
        entry("python-ffffffff.part456", Duration.ofDays(1));
        assertThat(cache().entries()).hasSize(1);
    }
}
