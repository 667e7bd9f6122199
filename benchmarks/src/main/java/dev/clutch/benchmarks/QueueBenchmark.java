package dev.clutch.benchmarks;

import dev.clutch.Interpreter;
import dev.clutch.Interpreters;
import dev.clutch.PythonFunction;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Queues as Python code uses them: {@code queues.py} here, and the same file under plain Python. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"})
@Warmup(iterations = 4, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class QueueBenchmark {
    private static final String SCRIPT = "queues.py";
    private static final int ITEMS = 1_000;
    private static final int ROUND_TRIPS = 100;

    /** An interpreter that has imported the script, and another one that sends back what it gets. */
    @State(Scope.Benchmark)
    public static class Script {
        private Interpreters interpreters;
        private Interpreter interpreter;
        private PythonFunction putGet;
        private PythonFunction roundTrips;

        /** Starts Python. */
        @Setup
        public void open() throws IOException {
            interpreters = Interpreters.open();
            interpreter = interpreters.create();
            interpreter.prepareMain(Map.of("folder", Child.unpack(SCRIPT).toString()));
            interpreter.exec("import sys; sys.path.insert(0, folder); import queues");
            interpreter.exec("echo = queues.Echo()");
            putGet = interpreter.function("queues:put_get");
            roundTrips = interpreter.function("echo.round_trips");
        }

        /** Ends the interpreters. */
        @TearDown
        public void close() {
            interpreter.exec("echo.close()");
            interpreters.close();
        }
    }

    /** What goes through the queue. */
    @State(Scope.Benchmark)
    public static class Item {
        @Param({"int", "str(64)", "tuple(4)", "dict(3)", "list(100)"})
        private String kind;
    }

    /** Put and get by one thread, with nobody waiting. */
    @Benchmark
    @OperationsPerInvocation(ITEMS)
    public void putGet(Script script, Item item) {
        script.putGet.call(item.kind, ITEMS);
    }

    /** There and back through two queues, each side waiting for the other. */
    @Benchmark
    @OperationsPerInvocation(ROUND_TRIPS)
    public void roundTrip(Script script) {
        script.roundTrips.call(ROUND_TRIPS);
    }

    static Table table(Machine machine) throws Exception {
        Results ours = JmhRun.nanoseconds(QueueBenchmark.class);
        Progress.say("the same under plain Python …");
        Results rivals = Child.python(machine, SCRIPT);
        Table table = new Table("queues between interpreters", Unit.TIME);
        for (String kind : List.of("int", "str(64)", "tuple(4)", "dict(3)", "list(100)")) {
            table.row("put + get, " + kind, ours.get("putGet " + kind), "CPython", rivals.get(kind));
        }
        double roundTrip = ours.get("roundTrip");
        return table.row("round trip, both wait", roundTrip, "CPython", rivals.get("round trip"))
                .row("round trip, both wait", roundTrip, "multiprocessing.Pipe", rivals.get("pipe"));
    }
}
