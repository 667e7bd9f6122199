package dev.clutch.cpython;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clutch.config.EngineConfig;
import dev.clutch.config.InterpreterConfig;
import dev.clutch.error.InterpreterException;
import dev.clutch.host.HostCall;
import dev.clutch.host.HostFunctions;
import dev.clutch.host.ThreadFunctions;
import dev.clutch.message.Message;
import dev.clutch.queue.Waiters;
import dev.clutch.spi.Engine;
import dev.clutch.spi.EngineFunction;
import dev.clutch.spi.EngineInterpreter;
import dev.clutch.spi.Outcome;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Recursion without end, in Python and through Java, on threads with little stack: an error and no crash. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecursionTest {
    private static final int KIB = 1024;

    private final HostFunctions table = new HostFunctions()
            .add("again", "(n) -> n", this::again)
            .add("nothing", "() -> None", call -> Message.None.NONE);

    private @Nullable Engine engine;
    private @Nullable EngineInterpreter interpreter;
    private @Nullable EngineFunction down;

    @BeforeAll
    void start() {
        ThreadFunctions.add(table, new Waiters()); // what threading.Thread needs
        engine = new CPythonEngineProvider().start(EngineConfig.fromEnvironment(), table);
        interpreter = engine.create(InterpreterConfig.isolated());
        exec("""
                import _clutch, json, sys
                sys.setrecursionlimit(1_000_000)
                deepest = 0

                def down(n):
                    global deepest
                    deepest = n
                    return _clutch.again(n + 1)

                def through_java(n=0):
                    down(n)

                def plain(n=0):
                    plain(n + 1)

                def upcalls(n=0):
                    _clutch.nothing()
                    upcalls(n + 1)

                class Attribute:
                    def __getattr__(self, name):
                        return getattr(self, name + 'x'[:0])

                def attributes():
                    Attribute().missing

                def sorting(n=0):
                    sorted([n], key=lambda _: sorting(n + 1))

                def sorting_with_upcalls(n=0):
                    _clutch.nothing()
                    sorted([n], key=lambda _: sorting_with_upcalls(n + 1))

                def shown():
                    value = []
                    for _ in range(100_000):
                        value = [value]
                    repr(value)

                def dumped():
                    value = []
                    for _ in range(100_000):
                        value = [value]
                    json.dumps(value)

                def compiled():
                    compile('(' * 5000 + ')' * 5000, 'deep', 'eval')

                def parsed():
                    compile('-' * 100_000 + '1', 'deep', 'eval')

                def sent():
                    value = []
                    for _ in range(100_000):
                        value = [value]
                    _clutch.nothing(value)

                def outcome(name):
                    try:
                        globals()[name]()
                    except Exception as error:
                        return type(error).__name__
                    return 'came back'
                """);
        down = interpreter.function(name("down"));
    }

    @AfterAll
    void stop() {
        java.util.Objects.requireNonNull(down).close();
        interpreter().close(true, () -> {});
        java.util.Objects.requireNonNull(engine).close();
    }

    @BeforeEach
    void limitPlainRecursion() {
        exec("sys.setrecursionlimit(100_000); deepest = 0");
    }

    private EngineInterpreter interpreter() {
        return java.util.Objects.requireNonNull(interpreter);
    }

    private static Message name(String function) {
        return new Message.Reduced("name", new Message.Str(function));
    }

    private void exec(String source) {
        interpreter().exec(source).orThrow();
    }

    /** Python calls Java, which calls Python. */
    private Message again(HostCall call) {
        Outcome outcome = java.util.Objects.requireNonNull(down).call(List.of(call.message(0)), List.of());
        return switch (outcome) {
            case Outcome.Returned(Message value) -> value;
            case Outcome.Raised(var info, var _) -> throw new InterpreterException(info.typeName());
            case Outcome.Unshareable(var what, var info) -> throw new InterpreterException(info.typeName());
        };
    }

    private static <T extends @Nullable Object> T onThread(int stackKiB, Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(null, task, "small-stack", (long) stackKiB * KIB);
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(50, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError("not a Python exception", e.getCause());
        }
    }

    private @Nullable Object outcome(String function) {
        try (EngineFunction found = interpreter().function(name("outcome"))) {
            return found.call(List.of(new Message.Str(function)), List.of())
                    .orThrow()
                    .toJava();
        }
    }

    private void theInterpreterGoesOn() {
        exec("assert sum(range(10)) == 45");
    }

    @ParameterizedTest
    @CsvSource({
        "1024, plain", "1024, upcalls", "1024, attributes", "1024, sorting", "1024, sorting_with_upcalls",
        "1024, shown", "1024, dumped", "512, sorting", "512, sorting_with_upcalls", "512, shown",
        "256, sorting", "256, sorting_with_upcalls", "16384, sorting_with_upcalls"
    })
    void recursionInPythonIsARecursionError(int stackKiB, String function) throws Exception {
        assertThat(onThread(stackKiB, () -> outcome(function))).isEqualTo("RecursionError");
        theInterpreterGoesOn();
        assertThat(onThread(stackKiB, () -> outcome(function))).isEqualTo("RecursionError");
    }

    @ParameterizedTest
    @ValueSource(ints = {256, 512, 1024, 4096})
    void sourceThatIsNestedTooDeepIsAnError(int stackKiB) throws Exception {
        assertThat(onThread(stackKiB, () -> outcome("compiled"))).isIn("SyntaxError", "MemoryError", "RecursionError");
        assertThat(onThread(stackKiB, () -> outcome("parsed"))).isIn("MemoryError", "RecursionError", "SyntaxError");
        theInterpreterGoesOn();
    }

    @ParameterizedTest
    @ValueSource(ints = {256, 512, 1024, 8192})
    void recursionThroughJavaIsAnErrorToo(int stackKiB) throws Exception {
        assertThat(onThread(stackKiB, () -> outcome("through_java"))).isIn("RecursionError", "InterpreterError");
        theInterpreterGoesOn();
        exec("assert deepest > 0, deepest");
        assertThat(onThread(stackKiB, () -> outcome("through_java"))).isIn("RecursionError", "InterpreterError");
    }

    @ParameterizedTest
    @ValueSource(ints = {256, 1024})
    void aDeepArgumentOfAHostFunctionIsAnErrorOrArrives(int stackKiB) throws Exception {
        assertThat(onThread(stackKiB, () -> outcome("sent"))).isIn("RecursionError", "NotShareableError", "came back");
        theInterpreterGoesOn();
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "sorting_with_upcalls", "through_java"})
    void recursionInAThreadThatPythonMadeIsAnErrorToo(String function) {
        exec("""
                import threading
                results = []
                thread = threading.Thread(target=lambda: results.append(outcome('FUNCTION')))
                thread.start()
                thread.join()
                assert results[0] in ('RecursionError', 'InterpreterError'), results
                """.replace("FUNCTION", function));
        theInterpreterGoesOn();
    }
}
