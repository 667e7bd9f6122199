package dev.clutch.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clutch.error.EngineUnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class CacheFolderTest {
    private static final CacheFolder.Check HAS_FILE = folder -> Files.exists(folder.resolve("file"));

    @TempDir
    private Path temporary = Path.of("");

    private CacheFolder cache = new CacheFolder(temporary);

    @BeforeEach
    void makeCache() {
        cache = new CacheFolder(temporary.resolve("not/yet/there"));
    }

    private static void fill(Path folder) throws IOException {
        Files.writeString(folder.resolve("file"), "content");
    }

    private List<String> entries() throws IOException {
        try (Stream<Path> files = Files.list(cache.root())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.endsWith(".lock"))
                    .toList();
        }
    }

    @Test
    void anEntryIsFilledOnFirstUseOnly() throws IOException {
        AtomicInteger fills = new AtomicInteger();
        for (int i = 0; i < 3; i++) {
            Path entry = cache.entry("entry", HAS_FILE, folder -> {
                fills.incrementAndGet();
                fill(folder);
            });
            assertThat(entry).isEqualTo(cache.root().resolve("entry"));
            assertThat(entry.resolve("file")).hasContent("content");
        }
        assertThat(fills).hasValue(1);
        assertThat(entries()).containsExactly("entry");
    }

    @Test
    void anEntryIsThereWholeOrNotAtAll() {
        cache.entry("entry", HAS_FILE, folder -> {
            assertThat(cache.root().resolve("entry")).doesNotExist();
            fill(folder);
            assertThat(cache.root().resolve("entry")).doesNotExist();
        });
        assertThat(cache.root().resolve("entry/file")).exists();
    }

    @Test
    void aBrokenEntryIsReplaced() throws IOException {
        Path entry = cache.entry("entry", HAS_FILE, CacheFolderTest::fill);
        Files.delete(entry.resolve("file"));
        Files.createDirectories(entry.resolve("left/over"));
        cache.entry("entry", HAS_FILE, CacheFolderTest::fill);
        assertThat(entry.resolve("file")).hasContent("content");
        assertThat(entry.resolve("left")).doesNotExist();
        assertThat(entries()).containsExactly("entry");
    }

    @Test
    void aFileWhereTheEntryShouldBeIsReplaced() throws IOException {
        Files.createDirectories(cache.root());
        Files.writeString(cache.root().resolve("entry"), "in the way");
        Path entry = cache.entry("entry", HAS_FILE, CacheFolderTest::fill);
        assertThat(entry.resolve("file")).hasContent("content");
    }

    static Stream<Exception> failures() {
        return Stream.of(
                new IOException("no space left on device"),
                new UncheckedIOException(new IOException("no space left on device")),
                new IllegalStateException("no space left on device"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aFillerThatFailsLeavesNothingBehind(Exception failure) throws IOException {
        assertThatThrownBy(() -> cache.entry("entry", HAS_FILE, folder -> {
                    fill(folder);
                    Files.createDirectories(folder.resolve("deep/down"));
                    throwIt(failure);
                }))
                .hasMessageContaining("no space left on device");
        assertThat(entries()).isEmpty();
    }

    private static void throwIt(Exception failure) throws IOException {
        switch (failure) {
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            default -> throw new AssertionError(failure);
        }
    }

    @Test
    void afterAFailureTheNextOneTriesAgain() {
        assertThatThrownBy(() -> cache.entry("entry", HAS_FILE, folder -> {
                    throw new IOException("once");
                }))
                .isInstanceOf(EngineUnavailableException.class);
        assertThat(cache.entry("entry", HAS_FILE, CacheFolderTest::fill).resolve("file"))
                .exists();
    }

    @Test
    void aFailureSaysWhereAndWhyAndTheFix() {
        assertThatThrownBy(() -> cache.entry("entry", HAS_FILE, folder -> {
                    throw new IOException("no space left on device");
                }))
                .isInstanceOf(EngineUnavailableException.class)
                .hasMessageContaining(cache.root().toString())
                .hasMessageContaining("no space left on device")
                .hasMessageContaining("CLUTCH_CACHE");
    }

    @Test
    void aFillerThatDoesNotDoItsWorkIsAnError() {
        assertThatThrownBy(() -> cache.entry("entry", HAS_FILE, folder -> {}))
                .isInstanceOf(EngineUnavailableException.class);
    }

    @Test
    void aRootThatCannotBeMadeIsAClearError() throws IOException {
        Path file = Files.writeString(temporary.resolve("file"), "no folder");
        CacheFolder impossible = new CacheFolder(file.resolve("cache"));
        assertThatThrownBy(() -> impossible.entry("entry", HAS_FILE, CacheFolderTest::fill))
                .isInstanceOf(EngineUnavailableException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("CLUTCH_CACHE");
    }

    @Test
    void threadsThatComeAtOnceFillOnce() throws Exception {
        AtomicInteger fills = new AtomicInteger();
        CountDownLatch start = new CountDownLatch(1);
        List<FutureTask<Path>> users = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            FutureTask<Path> user = new FutureTask<>(() -> {
                start.await();
                return cache.entry("entry", HAS_FILE, folder -> {
                    fills.incrementAndGet();
                    fill(folder);
                });
            });
            users.add(user);
            Thread.ofPlatform().daemon().start(user);
        }
        start.countDown();
        for (FutureTask<Path> user : users) {
            assertThat(user.get(30, TimeUnit.SECONDS).resolve("file")).exists();
        }
        assertThat(fills).hasValue(1);
    }

    @Test
    void aThreadThatComesWhileAnotherFillsWaitsForIt() throws Exception {
        FutureTask<Path> second = new FutureTask<>(() -> cache.entry("entry", HAS_FILE, folder -> {
            throw new AssertionError("filled twice");
        }));
        Thread thread = Thread.ofPlatform().daemon().unstarted(second);
        Path entry = cache.entry("entry", HAS_FILE, folder -> {
            thread.start();
            while (thread.getState() == Thread.State.NEW || thread.getState() == Thread.State.RUNNABLE) {
                LockSupport.parkNanos(100_000);
            }
            fill(folder);
        });
        assertThat(second.get(30, TimeUnit.SECONDS)).isEqualTo(entry);
    }

    @Test
    void entriesOfOtherNamesDoNotWaitForEachOther() {
        cache.entry("outer", HAS_FILE, folder -> {
            cache.entry("inner", HAS_FILE, CacheFolderTest::fill);
            fill(folder);
        });
        assertThat(cache.root().resolve("inner/file")).exists();
        assertThat(cache.root().resolve("outer/file")).exists();
    }

    @Test
    void aChosenFolderIsMadeAbsolute() {
        assertThat(CacheFolder.at(Optional.of(Path.of("here"))).root())
                .isEqualTo(Path.of("here").toAbsolutePath());
        assertThat(CacheFolder.at(Optional.empty()).root()).isAbsolute();
    }

    @Test
    void deletingATreeDoesNotFollowLinks() throws IOException {
        Path outside = Files.createDirectories(temporary.resolve("outside"));
        fill(outside);
        Path tree = Files.createDirectories(temporary.resolve("tree/inner"));
        Files.createSymbolicLink(tree.resolve("link"), outside);
        CacheFolder.deleteTree(temporary.resolve("tree"));
        CacheFolder.deleteTree(temporary.resolve("tree"));
        assertThat(temporary.resolve("tree")).doesNotExist();
        assertThat(outside.resolve("file")).exists();
    }
}
