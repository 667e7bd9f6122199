package dev.clutch.cli;

import dev.clutch.error.EngineUnavailableException;
import dev.clutch.spi.CacheFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code clutch cache}: what Clutch has unpacked and copied, and how to be rid of it. */
@Command(
        name = "cache",
        description = {
            "Show what Clutch has unpacked and copied, and how large it is.",
            "",
            "Private copies of libraries (own-runtimes) take 10 GB at most, or as many",
            "MiB as the environment variable CLUTCH_CACHE_LIMIT says; those that were",
            "not used for longest go first. Folders of earlier builds go by themselves",
            "when nobody has used them for three days.",
            ""
        })
final class CacheCommand implements Callable<Integer> {
    @Mixin
    private final PythonOption python = new PythonOption();

    @Spec
    private CommandSpec spec;

    private CacheFolder cache() {
        return CacheFolder.at(python.config().cache());
    }

    @Override
    public Integer call() throws IOException {
        CacheFolder cache = cache();
        Map<String, List<CacheFolder.Entry>> kinds = cache.entries().stream()
                .collect(Collectors.groupingBy(CacheFolder.Entry::kind, TreeMap::new, Collectors.toList()));
        say(cache.root().toString());
        kinds.forEach((kind, entries) -> row(kind, entries.size(), size(entries)));
        row("all", kinds.values().stream().mapToInt(List::size).sum(), size(cache.entries()));
        return 0;
    }

    /** Deletes all that no process uses. */
    @Command(
            name = "clear",
            description = "Delete all that no process uses. What is needed again is made again.",
            mixinStandardHelpOptions = false)
    int clear() throws IOException {
        CacheFolder cache = cache();
        List<CacheFolder.Entry> entries = cache.entries();
        long freed = 0;
        for (CacheFolder.Entry entry : entries) {
            if (delete(cache, entry)) {
                freed += entry.size();
            } else {
                say(entry.name() + " is in use, and stays");
            }
        }
        say("%s freed in %s".formatted(megabytes(freed), cache.root()));
        return 0;
    }

    private static boolean delete(CacheFolder cache, CacheFolder.Entry entry) {
        try {
            return cache.delete(entry.name());
        } catch (IOException e) {
            throw new EngineUnavailableException("cannot delete " + entry.name() + " in " + cache.root() + ": " + e, e);
        }
    }

    private static long size(List<CacheFolder.Entry> entries) {
        return entries.stream().mapToLong(CacheFolder.Entry::size).sum();
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }

    private void row(String kind, int count, long bytes) {
        say("%-20s %5d %14s".formatted(kind, count, megabytes(bytes)));
    }

    private void say(String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(text);
        out.flush();
    }
}
