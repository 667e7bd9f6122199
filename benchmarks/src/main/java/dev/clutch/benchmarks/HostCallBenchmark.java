package dev.clutch.benchmarks;

import dev.clutch.config.EngineConfig;
import dev.clutch.config.InterpreterConfig;
import dev.clutch.cpython.CPythonEngineProvider;
import dev.clutch.host.HostCall;
import dev.clutch.host.HostFunctions;
import dev.clutch.message.Message;
import dev.clutch.spi.Engine;
import dev.clutch.spi.EngineFunction;
import dev.clutch.spi.EngineInterpreter;
import dev.clutch.spi.Outcome;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Calls of Java functions by a Python loop, whose own time is in the numbers. */
@State(Scope.Benchmark)
public class HostCallBenchmark extends NanosecondBenchmark {
    private static final int CALLS = 1_000;
    private static final List<Message> COUNT = List.of(new Message.Int(CALLS));

    private Engine engine;
    private EngineInterpreter interpreter;
    private EngineFunction mayWait;
    private EngineFunction quick;

    /** Starts Python with two functions of our own. */
    @Setup
    public void open() {
        HostFunctions functions = new HostFunctions()
                .add("may_wait", "(int) -> int", HostCallBenchmark::increment)
                .add("quick", "(int) -> int", HostCallBenchmark::increment, HostCallBenchmark::increment);
        engine = new CPythonEngineProvider().start(EngineConfig.fromEnvironment(), functions);
        interpreter = engine.create(InterpreterConfig.isolated());
        mayWait = loop("may_wait");
        quick = loop("quick");
    }

    private static Message increment(HostCall call) {
        return new Message.Int(call.integer(0) + 1);
    }

    private EngineFunction loop(String name) {
        interpreter.exec("""
                        from _clutch import %1$s as java_%1$s
                        def loop_%1$s(count):
                            for _ in range(count):
                                x = java_%1$s(41)
                            return x
                        """.formatted(name)).orThrow();
        return interpreter.function(Message.of("__main__:loop_" + name));
    }

    /** Ends the interpreters. */
    @TearDown
    public void close() {
        mayWait.close();
        quick.close();
        interpreter.close(true, () -> {});
        engine.close();
    }

    /** A Java function that may wait, so that the GIL is given up and taken back around it. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public Outcome hostFunction() {
        return mayWait.call(COUNT, List.of());
    }

    /** A Java function that can be served at once, while the thread stays attached. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public Outcome quickHostFunction() {
        return quick.call(COUNT, List.of());
    }
}
