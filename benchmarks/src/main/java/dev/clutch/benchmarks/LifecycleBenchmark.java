package dev.clutch.benchmarks;

import dev.clutch.Interpreter;
import dev.clutch.Interpreters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Interpreters made and closed, and the memory they take and leave. Runs in a JVM of its own, whose
 * heap neither grows nor shrinks, and whose compiler is through early; beside it {@code lifecycle.py} under plain Python. Linux only: it
 * reads {@code /proc}.
 */
public final class LifecycleBenchmark {
    private static final int ALIVE = 100;
    private static final int SAMPLE = 100;
    private static final int CYCLES = Integer.getInteger("cycles", 1_000);
    private static final int PAGE = 4096;
    private static final List<String> FIXED_HEAP = List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+UseSerialGC",
            "-Xms64m",
            "-Xmx64m",
            "-XX:+AlwaysPreTouch",
            "-XX:TieredStopAtLevel=1");

    private LifecycleBenchmark() {}

    /** The Clutch side: prints its numbers. */
    public static void main(String[] arguments) throws IOException {
        try (Interpreters interpreters = Interpreters.open()) {
            alive(interpreters);
            cycles(interpreters, Integer.parseInt(arguments[0]));
        }
    }

    private static void alive(Interpreters interpreters) throws IOException {
        interpreters.create().close();
        long before = rss();
        List<Interpreter> all =
                Stream.generate(interpreters::create).limit(ALIVE).toList();
        print("alive", (rss() - before) / (double) ALIVE);
        all.forEach(Interpreter::close);
    }

    private static void cycles(Interpreters interpreters, int count) throws IOException {
        long best = Long.MAX_VALUE;
        for (int i = 1; i <= count; i++) {
            long begin = System.nanoTime();
            interpreters.create().close();
            best = Math.min(best, System.nanoTime() - begin);
            if (i % SAMPLE == 0) {
                print("rss " + i, (double) rss());
            }
        }
        print("cycle", (double) best);
    }

    private static long rss() throws IOException {
        return Long.parseLong(Files.readString(Path.of("/proc/self/statm")).split(" ", -1)[1]) * PAGE;
    }

    private static void print(String name, double value) {
        System.out.println(name + " " + value);
    }

    static Table table(Machine machine) throws Exception {
        String cycles = Integer.toString(CYCLES);
        Results ours = Child.java(machine, FIXED_HEAP, LifecycleBenchmark.class, cycles);
        Progress.say("Clutch: " + series(ours));
        Results rivals = Child.python(machine, "lifecycle.py", cycles);
        Progress.say("CPython: " + series(rivals));
        return new Table("interpreters", Unit.TIME)
                .row("create + close", ours.get("cycle"), "CPython", rivals.get("cycle"))
                .row(Unit.MEMORY, "RSS of one of " + ALIVE, ours.get("alive"), "CPython", rivals.get("alive"))
                .row(Unit.MEMORY, "RSS left by one of " + cycles + " closed", growth(ours), "CPython", growth(rivals));
    }

    /** Bytes for each interpreter after the first sample, when all caches are full. */
    private static double growth(Results results) {
        return (results.get("rss " + CYCLES) - results.get("rss " + SAMPLE)) / (CYCLES - SAMPLE);
    }

    private static String series(Results results) {
        StringBuilder text = new StringBuilder("RSS in MiB after each " + SAMPLE + " closed:");
        for (int i = SAMPLE; i <= CYCLES; i += SAMPLE) {
            text.append(' ').append(Unit.digits(results.get("rss " + i) / (1 << 20)));
        }
        return text.toString();
    }
}
