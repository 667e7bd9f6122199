package dev.clutch.benchmarks;

import dev.clutch.Interpreter;
import dev.clutch.Interpreters;
import dev.clutch.PythonFunction;
import dev.clutch.cpython.AttachedBenchmark;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Calls of Python functions through the public API, into an interpreter with its own GIL. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"})
@Warmup(iterations = 4, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class CallBenchmark {
    private static final int CALLS = 1_000;

    private Interpreters interpreters;
    private Interpreter interpreter;
    private PythonFunction increment;
    private PythonFunction concatenate;

    /** Starts Python. */
    @Setup
    public void open() {
        interpreters = Interpreters.open();
        interpreter = interpreters.create();
        interpreter.exec("increment = lambda x: x + 1\nconcatenate = lambda a, b: a + b");
        increment = interpreter.function("increment");
        concatenate = interpreter.function("concatenate");
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
        Results ours = JmhRun.nanoseconds(CallBenchmark.class, AttachedBenchmark.class);
        Results jep = Jep.nanoseconds(machine);
        return new Table("Java calls Python", Unit.TIME)
                .row("int → int, the C functions alone", ours.get("raw"))
                .row("int → int, attached", ours.get("attached"), "the C functions alone", ours.get("raw"))
                .row("int → int, attaching", ours.get("attaching"), "the C functions alone", ours.get("raw"))
                .row("int → int, attached", ours.get("attached"), "Jep callAs", jep.get("int"))
                .row("int → int, attaching", ours.get("attaching"), "Jep callAs", jep.get("int"))
                .row("int → int, from a virtual thread", ours.get("virtual"), "Jep callAs", jep.get("int"))
                .row("str, str → str, attaching", ours.get("strings"), "Jep callAs", jep.get("strings"))
                .row("int → int, call(\"name\", …)", ours.get("byName"), "Jep invoke", jep.get("name"))
                .row("int → int, call(\"module:name\", …)", ours.get("byModuleAndName"), "Jep invoke", jep.get("name"));
    }
}
