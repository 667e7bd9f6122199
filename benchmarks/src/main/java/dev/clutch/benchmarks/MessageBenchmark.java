package dev.clutch.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.TimeUnit;

/** Messages between interpreters as a program sees them: the same script by {@code clutch run} and by a plain Python. */
final class MessageBenchmark {
    private static final String SCRIPT = "messages.py";
    private static final int HOT_TRIPS = 3_000;
    private static final int PARKED_TRIPS = 200;

    /** As that of {@code settled.py}. */
    private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(1_500);

    private MessageBenchmark() {}

    /** Run from the root of the repository, where the launcher is. */
    static Table table(Machine machine) throws Exception {
        BothPythons measured = BothPythons.run(machine, SCRIPT, Map.of());
        Table table = new Table("messages", Unit.TIME);
        roundTrips(table, measured.ours(), measured.plain());
        kinds(table, measured.ours(), measured.plain());
        crowds(table, measured.ours(), measured.plain());
        largeValues(table, measured.ours(), measured.plain());
        return table;
    }

    private static void roundTrips(Table table, Results ours, Results plain) throws InterruptedException {
        for (String state : List.of("hot", "parked")) {
            String trip = "round trip " + state;
            table.row(trip, ours.get(trip), "CPython's queue", plain.get(trip))
                    .row(trip, ours.get(trip), "multiprocessing.Pipe", plain.get("pipe " + state))
                    .row(trip, ours.get(trip), "Java threads, LinkedTransferQueue", javaTrip(state.equals("hot")));
        }
    }

    private static void kinds(Table table, Results ours, Results plain) {
        for (String kind : List.of("int", "str(64)", "tuple(4)", "dict(3)", "list(100)")) {
            String both = "put_get " + kind;
            table.row("put + get, " + kind, ours.get(both), "CPython", plain.get(both));
        }
    }

    private static void crowds(Table table, Results ours, Results plain) {
        double one = plain.get("one by one");
        table.row("2 producers, 2 consumers, one by one", ours.get("one by one"), "CPython", one)
                .row("2 producers, 2 consumers, batches", ours.get("batches"), "CPython one by one", one);
    }

    private static void largeValues(Table table, Results ours, Results plain) {
        for (String kind : List.of("bytes", "str")) {
            String work = "64 MiB " + kind + " handed over";
            String over = kind + " handed over";
            table.row(work, ours.get(over), "one copy of it", ours.get("bytes copied"))
                    .row(work, ours.get(over), "CPython", plain.get(over));
        }
        table.row("64 MiB Buffer moved, round trip", ours.get("buffer 64 MiB"))
                .row("1 KiB Buffer moved, round trip", ours.get("buffer 1 KiB"))
                .row("SharedDict get, 2 readers", ours.get("dict_get 2"), "1 reader", ours.get("dict_get 1"));
    }

    /** The floor: two threads of Java that answer each other. The least median, in nanoseconds, once it has settled. */
    private static double javaTrip(boolean hot) throws InterruptedException {
        LinkedTransferQueue<Integer> there = new LinkedTransferQueue<>();
        LinkedTransferQueue<Integer> back = new LinkedTransferQueue<>();
        Thread echo = Thread.ofPlatform().daemon().start(() -> echo(there, back));
        double least = Double.MAX_VALUE;
        for (long end = System.nanoTime() + PATIENCE; System.nanoTime() < end; ) {
            double now = median(there, back, hot);
            end = now < 0.95 * least ? System.nanoTime() + PATIENCE : end;
            least = Math.min(least, now);
        }
        there.put(0);
        echo.join();
        return least;
    }

    private static double median(LinkedTransferQueue<Integer> there, LinkedTransferQueue<Integer> back, boolean hot)
            throws InterruptedException {
        double[] times = new double[hot ? HOT_TRIPS : PARKED_TRIPS];
        for (int i = 0; i < times.length; i++) {
            if (!hot) {
                TimeUnit.MILLISECONDS.sleep(2); // both sides have parked then
            }
            long begin = System.nanoTime();
            there.put(1);
            back.take();
            times[i] = System.nanoTime() - begin;
        }
        Arrays.sort(times);
        return times[times.length / 2];
    }

    private static void echo(LinkedTransferQueue<Integer> there, LinkedTransferQueue<Integer> back) {
        try {
            for (int item = there.take(); item != 0; item = there.take()) {
                back.put(item);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
