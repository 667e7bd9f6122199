package dev.clutch.cpython;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.clutch.config.EngineConfig;
import dev.clutch.config.InterpreterConfig;
import dev.clutch.error.EngineUnavailableException;
import dev.clutch.error.ExceptionInfo;
import dev.clutch.error.ExecutionFailedException;
import dev.clutch.error.InterpreterClosedException;
import dev.clutch.error.InterpreterException;
import dev.clutch.error.InterpreterNotFoundException;
import dev.clutch.error.NotShareableException;
import dev.clutch.error.PythonExitException;
import dev.clutch.error.QueueException;
import dev.clutch.host.HostCall;
import dev.clutch.host.HostFunctions;
import dev.clutch.host.ThreadFunctions;
import dev.clutch.message.Message;
import dev.clutch.queue.Waiters;
import dev.clutch.spi.Engine;
import dev.clutch.spi.EngineFunction;
import dev.clutch.spi.EngineInterpreter;
import dev.clutch.spi.Outcome;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a host function throws, Python sees a sensible exception, and the VM lives. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostFunctionFailureTest {
    /** Far from the ids that other tests of this process use. */
    private final HostFunctions table = new HostFunctions()
            .add("fail", "() -> never", call -> fail())
            .add("odd", "() -> object", call -> odd())
            .add("overflow", "() -> never", call -> new Message.Int(endless(0)))
            .add("exhaust", "() -> never", call -> Message.of(new long[Integer.MAX_VALUE - 8]))
            .add("echo", "(object) -> object", call -> call.message(0));

    private @Nullable Throwable failure;
    private @Nullable Message oddResult;
    private @Nullable Engine engine;
    private @Nullable EngineInterpreter interpreter;

    @BeforeAll
    void start() {
        ThreadFunctions.add(table, new Waiters()); // what threading.Thread needs
        engine = new CPythonEngineProvider().start(EngineConfig.fromEnvironment(), table);
        interpreter = engine.create(InterpreterConfig.isolated());
        exec("""
                import _clutch

                def failure_of(function):
                    try:
                        function()
                    except BaseException as error:
                        return type(error).__name__, str(error)
                    return 'nothing', 'was raised'

                def fail():
                    return failure_of(_clutch.fail)

                def odd():
                    return failure_of(_clutch.odd)

                def fail_in_thread():
                    import threading
                    results = []
                    thread = threading.Thread(target=lambda: results.append(fail()))
                    thread.start()
                    thread.join()
                    return results[0]
                """);
    }

    @AfterAll
    void stop() {
        interpreter().close(true, () -> {});
        java.util.Objects.requireNonNull(engine).close();
    }

    @AfterEach
    void theInterpreterGoesOn() {
        Thread.interrupted();
        assertThat(call("len", Message.of("abc"))).isEqualTo(3L);
    }

    private EngineInterpreter interpreter() {
        return java.util.Objects.requireNonNull(interpreter);
    }

    private void exec(String source) {
        interpreter().exec(source).orThrow();
    }

    private @Nullable Object call(String function, Message... arguments) {
        Message name = new Message.Reduced("name", new Message.Str(function));
        try (EngineFunction found = interpreter().function(name)) {
            return found.call(List.of(arguments), List.of()).orThrow().toJava();
        }
    }

    private Message fail() {
        throw HostFunctionFailureTest.<RuntimeException>sneaky(java.util.Objects.requireNonNull(failure));
    }

    @SuppressWarnings("NullAway") // the very point: a host function that breaks its contract
    private Message odd() {
        return oddResult;
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> E sneaky(Throwable t) throws E {
        throw (E) t;
    }

    static Stream<Arguments> ordinary() {
        return Stream.of(
                arguments(new IllegalStateException("boom"), "RuntimeError", "boom"),
                arguments(new IllegalArgumentException("bad value"), "ValueError", "bad value"),
                arguments(new IllegalArgumentException(), "ValueError", "IllegalArgumentException"),
                arguments(new ArithmeticException("too large"), "OverflowError", "too large"),
                arguments(new ClassCastException("wrong class"), "TypeError", "wrong class"),
                arguments(new NullPointerException(), "RuntimeError", "NullPointerException"),
                arguments(new IOException("disk on fire"), "RuntimeError", "disk on fire"),
                arguments(new TimeoutException(), "RuntimeError", "TimeoutException"),
                arguments(new Throwable("naked"), "RuntimeError", "naked"));
    }

    static Stream<Arguments> errors() {
        return Stream.of(
                arguments(new AssertionError("asserted"), "RuntimeError", "asserted"),
                arguments(new Error("broken"), "RuntimeError", "broken"),
                arguments(new NoClassDefFoundError("gone/Class"), "RuntimeError", "gone/Class"),
                arguments(new ExceptionInInitializerError("static"), "RuntimeError", "static"),
                arguments(new StackOverflowError(), "RecursionError", "StackOverflowError"),
                arguments(new OutOfMemoryError("Java heap space"), "MemoryError", "Java heap space"));
    }

    static Stream<Arguments> clutchExceptions() {
        ExceptionInfo info = new ExceptionInfo("KeyError", "KeyError", "builtins", "'k'", "Traceback");
        return Stream.of(
                arguments(new EngineUnavailableException("no engine"), "InterpreterError", "no engine"),
                arguments(new ExecutionFailedException(info), "InterpreterError", "KeyError: 'k'"),
                arguments(new InterpreterException("cannot"), "InterpreterError", "cannot"),
                arguments(new InterpreterClosedException(7), "InterpreterNotFoundError", "interpreter 7 is closed"),
                arguments(new InterpreterNotFoundException(7), "InterpreterNotFoundError", "7"),
                arguments(new NotShareableException("no").inside("[1]"), "NotShareableError", "no (at [1])"),
                arguments(new PythonExitException(3), "SystemExit", "3"),
                arguments(new QueueException(QueueException.Reason.NOT_FOUND, "q"), "QueueNotFoundError", "q"),
                arguments(new QueueException(QueueException.Reason.EMPTY, "q"), "QueueEmpty", "q"),
                arguments(new QueueException(QueueException.Reason.FULL, "q"), "QueueFull", "q"),
                arguments(
                        new QueueException(QueueException.Reason.ITEM_INTERPRETER_DESTROYED, "q"),
                        "ItemInterpreterDestroyed",
                        "q"));
    }

    static Stream<Arguments> withStrangeMessages() {
        return Stream.of(
                arguments(new IllegalStateException("nul \0 inside"), "RuntimeError", "nul \0 inside"),
                arguments(new IllegalStateException("é 😀"), "RuntimeError", "é 😀"),
                arguments(new IllegalStateException("lone \ud800"), "RuntimeError", "lone \ud800"),
                arguments(new IllegalStateException("x".repeat(100_000)), "RuntimeError", "x".repeat(100_000)),
                arguments(new Speechless(), "RuntimeError", ""),
                arguments(new Nameless(), "RuntimeError", ""));
    }

    /** Fails when it is asked what it is. */
    private static final class Speechless extends RuntimeException {
        @Override
        public String getMessage() {
            throw new IllegalStateException("not even a message");
        }
    }

    /** Has no text at all. */
    private static final class Nameless extends RuntimeException {
        @Override
        @SuppressWarnings({"NullAway", "OverrideThrowableToString", "ToStringReturnsNull"}) // it has to be that bad
        public String toString() {
            return null;
        }
    }

    @ParameterizedTest
    @MethodSource({"ordinary", "errors", "clutchExceptions", "withStrangeMessages"})
    void pythonSeesWhatJavaThrew(Throwable thrown, String type, String part) {
        failure = thrown;
        assertSeen(call("fail"), type, part);
    }

    @ParameterizedTest
    @MethodSource({"ordinary", "errors", "clutchExceptions", "withStrangeMessages"})
    void aThreadThatPythonMadeSeesTheSame(Throwable thrown, String type, String part) {
        failure = thrown;
        assertSeen(call("fail_in_thread"), type, part);
    }

    static Stream<Throwable> sentences() {
        String sentence = "this is wrong; do that";
        return Stream.of(
                new IllegalArgumentException(sentence),
                new IllegalStateException(sentence),
                new ClassCastException(sentence),
                new ArithmeticException(sentence));
    }

    @ParameterizedTest
    @MethodSource("sentences")
    void aSentenceIsToldWithoutJavasNameForItsKind(Throwable thrown) {
        failure = thrown;
        assertThat(call("fail"))
                .isInstanceOfSatisfying(
                        List.class, pair -> assertThat(pair.get(1)).isEqualTo(thrown.getMessage()));
    }

    private static void assertSeen(@Nullable Object seen, String type, String part) {
        assertThat(seen).isInstanceOfSatisfying(List.class, pair -> {
            assertThat(pair.get(0)).isEqualTo(type);
            assertThat((String) pair.get(1)).contains(part);
        });
    }

    @Test
    void whatNobodyCatchesArrivesInJavaAgain() {
        failure = new IOException("disk on fire");
        Outcome outcome = interpreter().exec("_clutch.fail()");
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Raised.class,
                        raised -> assertThat(raised.exception().formatted())
                                .startsWith("RuntimeError")
                                .contains("disk on fire"));
    }

    @Test
    void anInterruptedHostFunctionIsAKeyboardInterrupt() {
        failure = new InterruptedException("enough");
        assertSeen(call("fail"), "KeyboardInterrupt", "");
        assertThat(Thread.interrupted())
                .as("the interrupt comes back when the thread has left")
                .isTrue();
    }

    @Test
    void aRealStackOverflowIsARecursionError() {
        exec("assert failure_of(_clutch.overflow)[0] == 'RecursionError'");
    }

    @Test
    void aRealLackOfMemoryIsAMemoryError() {
        exec("assert failure_of(_clutch.exhaust)[0] == 'MemoryError'");
    }

    @SuppressWarnings("InfiniteRecursion")
    private static long endless(long depth) {
        return endless(depth + 1) + 1;
    }

    @Test
    void manyFailuresLeakNothing() {
        failure = new IllegalStateException("again");
        exec("""
                import sys
                def many():
                    before = len(sys.exception.__name__), sys.getrefcount(RuntimeError)
                    for _ in range(2000):
                        fail()
                    return sys.getrefcount(RuntimeError) - before[1]
                """);
        assertThat(call("many"))
                .isInstanceOfSatisfying(Long.class, grown -> assertThat(grown).isLessThan(100));
    }

    static Stream<Arguments> oddResults() {
        return Stream.of(
                arguments((Object) null),
                arguments(new Message.Reduced("nonsense", Message.None.NONE)),
                arguments(new Message.Reduced("decimal", new Message.Str("no number"))),
                arguments(new Message.Reduced("pickle", Message.of(new byte[] {1, 2, 3}))),
                arguments(new Message.ListOf(Collections.singletonList(null))),
                arguments(new Message.SetOf(List.of(new Message.ListOf(List.of())), false)),
                arguments(new Message.Dict(
                        List.of(new Message.Entry(new Message.ListOf(List.of()), Message.None.NONE)))));
    }

    @ParameterizedTest
    @MethodSource("oddResults")
    void aResultThatCannotBeRebuiltIsAnExceptionToo(@Nullable Message result) {
        oddResult = result;
        assertThat(call("odd"))
                .isInstanceOfSatisfying(
                        List.class, pair -> assertThat(pair.get(0)).isNotEqualTo("nothing"));
    }

    @Test
    void aCallWithKeywordsIsRefused() {
        Outcome outcome = interpreter().exec("_clutch.echo(value=1)");
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Raised.class,
                        raised -> assertThat(raised.exception().typeName()).isEqualTo("TypeError"));
    }

    @Test
    void aCallWithTooFewArgumentsIsAnException() {
        Outcome outcome = interpreter().exec("_clutch.echo()");
        assertThat(outcome).isInstanceOf(Outcome.Raised.class);
    }

    @Test
    void hostFunctionsShowTheirSignature() {
        exec("assert _clutch.echo.__name__ == 'echo' and '(object)' in _clutch.echo.__doc__, _clutch.echo.__doc__");
    }

    @Test
    void aHostFunctionLearnsWhoCalls() {
        assertThat(new HostCall(7).interpreter()).isEqualTo(7);
        exec("assert _clutch.id == " + interpreter().id());
    }
}
