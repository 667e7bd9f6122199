package dev.clutch.benchmarks;

import dev.clutch.Interpreter;
import dev.clutch.Interpreters;
import dev.clutch.JavaFunction;
import dev.clutch.PythonFunction;
import dev.clutch.cpython.AttachedBenchmark;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Calls of Python functions through the public API, into an interpreter with its own GIL. */
@State(Scope.Benchmark)
public class CallBenchmark extends NanosecondBenchmark {
    private static final int CALLS = 1_000;

    private Interpreters interpreters;
    private Interpreter interpreter;
    private PythonFunction increment;
    private PythonFunction concatenate;
    private PythonFunction loop;

    /** Starts Python. */
    @Setup
    public void open() {
        interpreters = Interpreters.open();
        interpreter = interpreters.create();
        interpreter.exec("increment = lambda x: x + 1\nconcatenate = lambda a, b: a + b");
        increment = interpreter.function("increment");
        concatenate = interpreter.function("concatenate");
        JavaFunction plusOne = (arguments, _) -> ((Number) Objects.requireNonNull(arguments.get(0))).longValue() + 1;
        interpreter.prepareMain(Map.of("java", interpreters.callable(plusOne)));
        interpreter.exec("def loop(count):\n    for _ in range(count):\n        x = java(41)\n    return x");
        loop = interpreter.function("loop");
    }

    /** Ends the interpreters. */
    @TearDown
    public void close() {
        interpreters.close();
    }

    /** An int there and back; the thread enters and leaves the interpreter each time. */
    @Benchmark
    public @Nullable Object attaching() {
        return increment.call(41L);
    }

    /** The same from a virtual thread, for which a platform thread does the call. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public void virtual() throws InterruptedException {
        Thread.startVirtualThread(() -> {
                    for (int i = 0; i < CALLS; i++) {
                        attaching();
                    }
                })
                .join();
    }

    /** A Python loop that calls a Java lambda. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public @Nullable Object callable() {
        return loop.call(CALLS);
    }

    /** Two strings there and one back. */
    @Benchmark
    public @Nullable Object strings() {
        return concatenate.call("left and ", "right");
    }

    /** By a name in {@code __main__} that is looked up each time. */
    @Benchmark
    public @Nullable Object byName() {
        return interpreter.call("increment", 41L);
    }

    /** By the name of a module and a function in it. */
    @Benchmark
    public @Nullable Object byModuleAndName() {
        return interpreter.call("operator:neg", 41L);
    }

    static Table table(Machine machine) throws Exception {
        Results ours = JmhRun.nanoseconds(CallBenchmark.class, AttachedBenchmark.class, HostCallBenchmark.class);
        Results jep = Jep.nanoseconds(machine);
        Results graalPy = GraalPy.nanoseconds(machine);
        Progress.say("between interpreters, here and in plain Python …");
        BothPythons calls = BothPythons.run(machine, "calls.py", Map.of("JDK_JAVA_OPTIONS", JmhRun.COMPILE_AT_ONCE));
        Table table = new Table("calls", Unit.TIME).row("Java → Python, the C functions alone", ours.get("raw"));
        addJavaToPython(table, ours, jep, graalPy);
        addPythonToJava(table, ours, jep, graalPy);
        for (String thread : List.of("second", "first")) {
            table.row(
                    "interpreter → interpreter, int → int, " + thread + " thread",
                    calls.ours().get(thread),
                    "CPython Interpreter.call",
                    calls.plain().get(thread));
        }
        Stream.of(jep, graalPy).flatMap(results -> results.skipped().stream()).forEach(table::note);
        return table;
    }

    private static void addJavaToPython(Table table, Results ours, Results jep, Results graalPy) {
        Map<String, String> ways =
                Map.of("attached", "attached", "attaching", "attaching", "virtual", "from a virtual thread");
        for (String way : List.of("attached", "attaching", "virtual")) {
            String row = "Java → Python, int → int, " + ways.get(way);
            table.row(row, ours.get(way), "Jep callAs", jep.get("int"))
                    .row(row, ours.get(way), "GraalPy execute, interpreted", graalPy.get("int"));
        }
        String strings = "Java → Python, str, str → str, attaching";
        table.row(strings, ours.get("strings"), "Jep callAs", jep.get("strings"))
                .row(strings, ours.get("strings"), "GraalPy execute, interpreted", graalPy.get("strings"))
                .row("Java → Python, call(\"name\", …)", ours.get("byName"), "Jep invoke", jep.get("name"))
                .row(
                        "Java → Python, call(\"module:name\", …)",
                        ours.get("byModuleAndName"),
                        "Jep invoke",
                        jep.get("name"));
    }

    private static void addPythonToJava(Table table, Results ours, Results jep, Results graalPy) {
        String lambda = "Python → Java lambda, int → int";
        table.row(lambda, ours.get("callable"), "Jep, a lambda", jep.get("java"))
                .row(lambda, ours.get("callable"), "GraalPy, a lambda, interpreted", graalPy.get("java"));
        String function = "Python → Java host function, int → int";
        table.row(function, ours.get("hostFunction"), "Jep, a lambda", jep.get("java"))
                .row(function, ours.get("hostFunction"), "GraalPy, a lambda, interpreted", graalPy.get("java"))
                .row(function + ", quick", ours.get("quickHostFunction"), "Jep, a lambda", jep.get("java"));
    }
}
