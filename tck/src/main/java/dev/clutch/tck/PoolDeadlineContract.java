package dev.clutch.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.clutch.error.CallTimeoutException;
import dev.clutch.pool.InterpreterPool;
import dev.clutch.pool.PoolConfig;
import dev.clutch.queue.MessageQueue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tasks of pools that have a deadline, or are cancelled while they run. */
public abstract class PoolDeadlineContract extends ExecutorContract {
    private static final Duration AMPLE = Duration.ofSeconds(30);
    /** Enough to begin in, however busy the machine is. */
    private static final Duration LATER = Duration.ofMillis(300);

    private static final String ID = "_interpreters:get_current";
    private static final String GET = "concurrent.interpreters:Queue.get";

    /** Goes on until there is an item in the queue, whoever interrupts it. */
    private static final String STUBBORN = """
            while True:
                try:
                    queue.get()
                    break
                except KeyboardInterrupt: pass
            """;

    /** For subclasses. */
    protected PoolDeadlineContract() {}

    private InterpreterPool pool(int workers) {
        return interpreters().createPool(PoolConfig.fixed(workers));
    }

    private static CompletableFuture<@Nullable Object> run(InterpreterPool pool, Duration limit, String source) {
        return pool.within(limit).call("builtins:exec", source, Map.of());
    }

    private static CallTimeoutException timeoutOf(CompletableFuture<?> future) {
        Throwable failure = catchThrowable(future::join);
        assertThat(failure).isInstanceOf(CompletionException.class).hasCauseInstanceOf(CallTimeoutException.class);
        return (CallTimeoutException) Objects.requireNonNull(failure.getCause());
    }

    @Test
    void aCallThatEndsInTimeReturnsItsResult() {
        try (InterpreterPool pool = pool(1)) {
            assertThat(pool.within(AMPLE).call("math:sqrt", 4.0).join()).isEqualTo(2.0);
            assertThat(pool.within(AMPLE).callKeyed("key", "math:sqrt", 9.0).join())
                    .isEqualTo(3.0);
            assertThatThrownBy(() -> run(pool, AMPLE, "1 / 0").join()).hasMessageContaining("ZeroDivisionError");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "while True: pass",
                "import time; time.sleep(1000)",
                "from concurrent import interpreters; interpreters.create_queue().get()",
                "import threading; threading.Event().wait()",
                "import clutch; lock = clutch.Lock(); lock.acquire(); lock.acquire()",
                "import socket; a, b = socket.socketpair(); a.recv(1)",
            })
    void whatWouldTakeForeverEndsAtItsDeadlineAndThePoolGoesOn(String source) {
        try (InterpreterPool pool = pool(1)) {
            assertThat(timeoutOf(run(pool, LATER, source))).hasMessageContaining("builtins:exec");
            assertThat(pool.call("builtins:abs", -1L).join()).isEqualTo(1L);
            assertThat(pool.stuck()).isEmpty();
        }
    }

    @Test
    void whatWasNotBegunAtItsDeadlineNeverIs() {
        MessageQueue gate = interpreters().createQueue();
        try (gate;
                InterpreterPool pool = pool(1)) {
            CompletableFuture<@Nullable Object> busy = pool.call(GET, gate);
            CompletableFuture<@Nullable Object> late =
                    pool.within(Duration.ofMillis(1)).call("concurrent.interpreters:Queue.put", gate, "never");
            assertThat(timeoutOf(late)).hasMessageContaining("begun");
            gate.asBlockingQueue().add(1L);
            assertThat(busy.join()).isEqualTo(1L);
            assertThat(pool.call("builtins:abs", -1L).join()).isEqualTo(1L);
            assertThat(gate.size()).isZero();
        }
    }

    @Test
    void whoWaitsForAPlaceGivesUpAtTheDeadline() {
        MessageQueue gate = interpreters().createQueue();
        try (gate;
                InterpreterPool pool =
                        interpreters().createPool(PoolConfig.fixed(1).withCapacity(1))) {
            CompletableFuture<@Nullable Object> busy = pool.call(GET, gate);
            Await.until("it is begun", () -> gate.statistics().gettersWaiting() == 1);
            var _ = pool.call("builtins:int");
            timeoutOf(pool.within(Duration.ofMillis(1)).call("builtins:int"));
            gate.asBlockingQueue().add(1L);
            assertThat(busy.join()).isEqualTo(1L);
        }
    }

    @Test
    void codeThatDoesNotReactIsReportedAndItsInterpreterReplaced() {
        MessageQueue queue = interpreters().createQueue();
        try (queue;
                InterpreterPool pool = pool(1)) {
            Object before = pool.call(ID).join();
            CompletableFuture<@Nullable Object> call =
                    pool.within(LATER).call("builtins:exec", STUBBORN, Map.of("queue", queue));
            assertThat(timeoutOf(call).isStuck()).isTrue();
            assertThat(pool.stuck()).singleElement().satisfies(stuck -> {
                assertThat(stuck.call()).isEqualTo("builtins:exec");
                assertThat(stuck.interpreter()).isEqualTo(((List<?>) Objects.requireNonNull(before)).getFirst());
            });
            queue.asBlockingQueue().add("end");
            assertThat(pool.call(ID).join()).isNotEqualTo(before);
            assertThat(pool.stuck()).isEmpty();
        }
    }

    @Test
    void codeThatKeepsTheGilHoldsNobodyUp() {
        try (InterpreterPool pool = pool(1)) {
            pool.call("builtins:int").join();
            CompletableFuture<@Nullable Object> call =
                    pool.within(LATER).call("builtins:eval", "(7 ** 5_000_000).bit_length()");
            assertThat(timeoutOf(call).isStuck()).isTrue();
            assertThat(pool.call("builtins:abs", -1L).join()).isEqualTo(1L);
        }
    }

    @Test
    void whatIsCancelledAndDoesNotReactIsReportedToo() {
        MessageQueue queue = interpreters().createQueue();
        try (queue;
                InterpreterPool pool = pool(1)) {
            CompletableFuture<@Nullable Object> call = pool.call("builtins:exec", STUBBORN, Map.of("queue", queue));
            Await.until("it waits", () -> queue.statistics().gettersWaiting() == 1);
            assertThat(call.cancel(true)).isTrue();
            Await.until("it is stuck", () -> pool.stuck().size() == 1);
            queue.asBlockingQueue().add("end");
            assertThat(pool.call("builtins:abs", -1L).join()).isEqualTo(1L);
            assertThat(pool.stuck()).isEmpty();
        }
    }

    @Test
    void cancellingEndsWhatHasJustBegun() {
        try (InterpreterPool pool = pool(2)) {
            for (int i = 0; i < 50; i++) {
                CompletableFuture<@Nullable Object> call = pool.call("time:sleep", 1000L);
                Thread.onSpinWait();
                assertThat(call.cancel(true)).isTrue();
            }
            assertThat(pool.call("builtins:abs", -1L).join()).isEqualTo(1L);
        }
    }

    @Test
    void pythonCodeSetsDeadlines() {
        everywhere("""
                def forever():
                    while True: pass
                with InterpreterPoolExecutor(1) as pool:
                    soon = pool.within(0.3)
                    assert type(soon.submit(forever).exception()) is TimeoutError
                    assert type(soon.submit_keyed('key', forever).exception()) is TimeoutError
                    assert list(pool.within(30).map(abs, [-1, -2])) == [1, 2] and pool.stuck() == []
                    raises(ValueError, pool.within, -1)
                    import functools, time
                    for call, name in (
                        (time.sleep, 'time:sleep'),
                        (functools.partial(time.sleep), 'an object that was sent'),
                        (forever, 'a function that was sent'),
                    ):
                        error = soon.submit(call, *[100] * (call is not forever)).exception()
                        assert f'the call of {name} in pool' in str(error), error
                """);
    }

    @Test
    void pythonCodeSeesWhatIsStuck() {
        everywhere("""
                queue = create_queue()
                def stubborn(queue):
                    while True:
                        try:
                            return queue.get()
                        except KeyboardInterrupt: pass
                with InterpreterPoolExecutor(1) as pool:
                    assert pool.stuck() == [] and pool.submit(abs, -1).result() == 1
                    while not pool.stuck():  # on a busy machine it may not even have begun in time
                        future = pool.within(0.3).submit(stubborn, queue)
                        assert type(future.exception()) is TimeoutError
                    [stuck] = pool.stuck()
                    assert stuck.thread.startswith('InterpreterPoolExecutor') and stuck.seconds >= 0, stuck
                    queue.put('end')
                    assert pool.submit(abs, -1).result() == 1 and pool.stuck() == []
                """);
    }

    @Test
    void pythonCodeInterruptsATask() {
        everywhere("""
                there, never = create_queue(), create_queue()
                with InterpreterPoolExecutor(1) as pool:
                    future = pool.submit(hold, there, never)
                    there.get()
                    waits = pool.submit(abs, -1)
                    assert not waits.interrupt() and future.interrupt()
                    assert type(future.exception()) is KeyboardInterrupt
                    assert waits.result() == 1 and not waits.interrupt()
                """);
    }
}
