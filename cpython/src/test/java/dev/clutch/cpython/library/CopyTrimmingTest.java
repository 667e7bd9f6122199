package dev.clutch.cpython.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Which copies go when there are too many. */
class CopyTrimmingTest {
    private final Instant now = Instant.now();

    @TempDir
    private Path root = Path.of("");

    private Path copy(String name, Duration unused) throws IOException {
        Path folder = Files.createDirectories(root.resolve("clutch1").resolve(name));
        Files.writeString(folder.resolve("lib.so"), "x".repeat(1000));
        Files.setLastModifiedTime(folder, FileTime.from(now.minus(unused)));
        return folder;
    }

    private void trim(long limit) throws IOException {
        new CopyTrimming(root, limit).trim(now);
    }

    @Test
    void thoseThatWereNotUsedForLongestGoFirst() throws IOException {
        Path old = copy("old", Duration.ofDays(2));
        Path oldest = copy("oldest", Duration.ofDays(3));
        Path recent = copy("recent", Duration.ofDays(1));
        trim(2500);
        assertThat(oldest).doesNotExist();
        assertThat(old).exists();
        trim(1000);
        assertThat(old).doesNotExist();
        assertThat(recent).exists();
    }

    @Test
    void allStayWhereThereIsRoom() throws IOException {
        Path old = copy("old", Duration.ofDays(2));
        trim(1000);
        assertThat(old).exists();
    }

    @Test
    void whatWasUsedAShortTimeAgoStays() throws IOException {
        Path used = copy("used", Duration.ofDays(2));
        CopyTrimming.noteUse(used);
        trim(0);
        assertThat(used).exists();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whatAProcessHasLoadedStays() throws IOException {
        Path loaded = copy("loaded", Duration.ofDays(2)).toRealPath();
        try (Arena arena = Arena.ofConfined();
                FileChannel file = FileChannel.open(loaded.resolve("lib.so"))) {
            assertThat(file.map(FileChannel.MapMode.READ_ONLY, 0, 1000, arena).byteSize())
                    .isEqualTo(1000);
            trim(0);
            assertThat(loaded).exists();
        }
        trim(0);
        assertThat(loaded).doesNotExist();
    }
}
