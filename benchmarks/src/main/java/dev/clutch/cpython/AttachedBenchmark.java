package dev.clutch.cpython;

import dev.clutch.Interpreters;
import dev.clutch.PythonFunction;
import dev.clutch.benchmarks.NanosecondBenchmark;
import dev.clutch.config.EngineConfig;
import dev.clutch.cpython.capi.LibPython;
import dev.clutch.cpython.object.PyCalls;
import dev.clutch.cpython.object.PyRef;
import dev.clutch.cpython.thread.Attached;
import dev.clutch.cpython.thread.InterpreterThreads;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Calls of a Python function by a thread that is attached all the time, and what the C functions
 * alone take of that. Needs the engine's internals, hence the package.
 */
@State(Scope.Thread)
public class AttachedBenchmark extends NanosecondBenchmark {
    private Interpreters interpreters;
    private InterpreterThreads threads;
    private PythonFunction increment;
    private Attached attached;
    private PyRef callable;

    /** Starts Python. */
    @Setup
    public void open() {
        EngineConfig config = EngineConfig.fromEnvironment();
        interpreters = Interpreters.open(config);
        threads = PythonRuntime.start(config).main();
        interpreters.main().exec("increment = lambda x: x + 1");
        increment = interpreters.main().function("increment");
    }

    /** Enters the main interpreter and stays in it. */
    @Setup(Level.Iteration)
    public void attach() {
        attached = threads.attach();
        callable = PyCalls.held(attached, "__main__", "increment");
    }

    /** Leaves it. */
    @TearDown(Level.Iteration)
    public void detach() {
        attached.close();
    }

    /** Ends the interpreters. */
    @TearDown
    public void close() {
        interpreters.close();
    }

    /** An int there and back through the public API. */
    @Benchmark
    public @Nullable Object attached() {
        return increment.call(41L);
    }

    /** The same with nothing but C functions: make the int, call, read the int, drop both. */
    @Benchmark
    public long raw() {
        LibPython python = attached.python();
        long argument = python.values().longFromLongLong(41);
        long arguments = attached.scratch().push(argument);
        long result = python.objects().call(callable.borrow(attached), arguments, 1, 0);
        attached.scratch().pop(1);
        long value = python.values().longAsLongLong(result);
        python.objects().decRef(result);
        python.objects().decRef(argument);
        return value;
    }
}
