package dev.clutch.benchmarks;

import java.util.List;
import java.util.Map;

/** Pools of two workers: the same script by {@code clutch run} and by a plain Python, and a pool that Java uses. */
final class PoolBenchmark {
    private static final String SCRIPT = "pool.py";

    private PoolBenchmark() {}

    /** Run from the root of the repository, where the launcher is. */
    static Table table(Machine machine) throws Exception {
        BothPythons both = BothPythons.run(machine, SCRIPT, Map.of());
        Progress.say("from Java …");
        Results java = Child.java(machine, List.of("--enable-native-access=ALL-UNNAMED"), PoolRates.class);
        Table table = new Table("pool, 2 workers, time for each task", Unit.TIME);
        rows(table, both, "tiny, of a module", "library");
        rows(table, both, "tiny, of __main__", "main");
        rows(table, both, "one at a time", "one");
        rows(table, both, "map(chunksize=100)", "chunks");
        rows(table, both, "busy for long", "busy");
        rows(table, both, "time to the first result", "first");
        return table.row("tiny, from Java", java.get("tiny"))
                .row("tiny, from 10,000 virtual threads", java.get("virtual"))
                .row("time to the first result, from Java", java.get("first"));
    }

    private static void rows(Table table, BothPythons both, String work, String name) {
        for (String rival : List.of("interpreters", "processes", "threads")) {
            table.row(
                    work,
                    both.ours().get("interpreters " + name),
                    "CPython, " + rival,
                    both.plain().get(rival + " " + name));
        }
    }
}
