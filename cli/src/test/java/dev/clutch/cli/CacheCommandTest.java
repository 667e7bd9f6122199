package dev.clutch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the user sees of the cache. */
class CacheCommandTest extends ProcessTest {
    @Test
    void itIsShownAndCleared() {
        Path cache = folder.resolve("cache");
        set("CLUTCH_CACHE", cache.toString());
        assertThat(clutch("cache").out()).startsWith(cache + "\n").containsPattern("(?m)^all +0 +0\\.0 MB$");
        write("cache/python-0123abcd/module.py", "x".repeat(200_000));
        write("cache/own-runtimes/clutch1/0123/lib.so", "x".repeat(300_000));
        assertThat(clutch("cache").out())
                .containsPattern("(?m)^python +1 +0\\.2 MB$")
                .containsPattern("(?m)^own-runtimes +1 +0\\.3 MB$");
        assertThat(clutch("cache", "clear").out()).endsWith("0.5 MB freed in " + cache + "\n");
        assertThat(cache).isEmptyDirectory();
    }
}
