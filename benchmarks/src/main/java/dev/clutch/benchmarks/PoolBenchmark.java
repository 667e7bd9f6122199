package dev.clutch.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Pools of two workers: the same script by {@code clutch run} and by a plain Python, and a pool that Java uses. */
final class PoolBenchmark {
    private static final String SCRIPT = "pool.py";

    private PoolBenchmark() {}

    /** Run from the root of the repository, where the launcher is. */
    static Table table(Machine machine) throws Exception {
        Path launcher = Path.of("clutch").toAbsolutePath();
        if (!Files.isExecutable(launcher)) {
            throw new IOException("no launcher at " + launcher + ": run this from the root of the repository");
        }
        Path script = Child.unpack(SCRIPT).resolve(SCRIPT);
        Results ours = Child.run(List.of(launcher.toString(), "run", script.toString()), Map.of());
        Progress.say("the same under plain Python …");
        Results rivals = Child.run(List.of(machine.python().toString(), script.toString()), Map.of());
        Progress.say("from Java …");
        Results java = Child.java(machine, List.of("--enable-native-access=ALL-UNNAMED"), PoolRates.class);
        Table table = new Table("pool, 2 workers, time for each task", Unit.TIME);
        rows(table, "tiny, of a module", "library", ours, rivals);
        rows(table, "tiny, of __main__", "main", ours, rivals);
        rows(table, "one at a time", "one", ours, rivals);
        rows(table, "map(chunksize=100)", "chunks", ours, rivals);
        rows(table, "busy for long", "busy", ours, rivals);
        rows(table, "time to the first result", "first", ours, rivals);
        return table.row("tiny, from Java", java.get("tiny"))
                .row("tiny, from 10,000 virtual threads", java.get("virtual"))
                .row("time to the first result, from Java", java.get("first"));
    }

    private static void rows(Table table, String work, String name, Results ours, Results rivals) {
        for (String rival : List.of("interpreters", "processes", "threads")) {
            table.row(work, ours.get("interpreters " + name), "CPython, " + rival, rivals.get(rival + " " + name));
        }
    }
}
