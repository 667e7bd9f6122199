package dev.clutch.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clutch.JavaCallable;
import dev.clutch.buffer.Buffer;
import dev.clutch.error.BrokenPoolException;
import dev.clutch.error.ExecutionFailedException;
import dev.clutch.error.NotShareableException;
import dev.clutch.pool.InterpreterPool;
import dev.clutch.pool.PoolConfig;
import dev.clutch.queue.MessageQueue;
import dev.clutch.queue.Timeout;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Pools of interpreters as Java code uses them. */
public abstract class InterpreterPoolContract extends EngineContract {
    private static final String WHERE = "concurrent.interpreters:get_current";
    private static final String GET = "concurrent.interpreters:Queue.get";

    /** For subclasses. */
    protected InterpreterPoolContract() {}

    private InterpreterPool pool(int workers) {
        return interpreters().createPool(PoolConfig.fixed(workers));
    }

    @Test
    void aCallReturnsItsResultLater() {
        try (InterpreterPool pool = pool(2)) {
            assertThat(pool.call("math:sqrt", 4.0).join()).isEqualTo(2.0);
            assertThat(pool.call("builtins:len", List.of(1, 2)).join()).isEqualTo(2L);
        }
    }

    @Test
    void aClosedPoolLeavesNoInterpreters() {
        int before = interpreters().list().size();
        try (InterpreterPool pool = pool(1)) {
            pool.call("builtins:int").join();
            assertThat(interpreters().list()).hasSize(before + 1);
        }
        assertThat(interpreters().list()).hasSize(before);
    }

    @Test
    void workersAreStartedOnlyWhenAllAreBusy() {
        try (InterpreterPool pool = pool(3)) {
            for (int i = 0; i < 5; i++) {
                pool.call("builtins:int").join();
            }
            assertThat(pool.size()).isEqualTo(1);
        }
    }

    @Test
    void tasksRunInParallel() {
        MessageQueue there = interpreters().createQueue();
        try (there;
                InterpreterPool pool = pool(2)) {
            CompletableFuture<@Nullable Object> waits = pool.call(GET, there);
            pool.call("concurrent.interpreters:Queue.put", there, "done").join();
            assertThat(waits.join()).isEqualTo("done");
        }
    }

    @Test
    void whatPythonRaisesFailsTheFuture() {
        try (InterpreterPool pool = pool(1)) {
            assertThatThrownBy(() -> pool.call("math:sqrt", -1.0).join())
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(ExecutionFailedException.class);
            assertThatThrownBy(() -> pool.call("no_such_module:f").join())
                    .hasCauseInstanceOf(ExecutionFailedException.class)
                    .hasMessageContaining("no_such_module");
            assertThatThrownBy(() -> pool.call("threading:Lock").join())
                    .hasCauseInstanceOf(NotShareableException.class);
            assertThatThrownBy(() -> pool.call("builtins:len", new Object())).isInstanceOf(NotShareableException.class);
            assertThat(pool.call("builtins:abs", -1L).join()).isEqualTo(1L);
        }
    }

    @Test
    void whatJavaCodeThrewIsTheCauseOfTheFailure() {
        IOException thrown = new IOException("no disk");
        try (InterpreterPool pool = pool(1);
                JavaCallable throwing = interpreters().callable((arguments, keywords) -> {
                    throw thrown;
                })) {
            assertThatThrownBy(() -> pool.call("functools:reduce", throwing, List.of(1, 2))
                            .get())
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(ExecutionFailedException.class)
                    .hasMessageContaining("JavaException: java.io.IOException: no disk")
                    .cause()
                    .isSameAs(thrown);
            assertThatThrownBy(() -> pool.submit(() -> {
                                throw thrown;
                            })
                            .get())
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isSameAs(thrown);
        }
    }

    @Test
    void mapReturnsResultsInOrder() {
        List<Long> items = LongStream.range(0, 100).boxed().toList();
        List<Object> negated =
                LongStream.range(0, 100).<Object>mapToObj(item -> -item).toList();
        try (InterpreterPool pool = pool(2)) {
            for (int chunk : List.of(1, 7, 1000)) {
                assertThat(pool.map("operator:neg", items, chunk)).isEqualTo(negated);
            }
            assertThat(pool.mapAsCompleted("operator:neg", items, 7)).containsExactlyInAnyOrderElementsOf(negated);
            assertThat(pool.map("operator:neg", List.of(), 1)).isEmpty();
        }
    }

    @Test
    void mapThrowsWhatTheFirstFailingCallDoes() {
        try (InterpreterPool pool = pool(2)) {
            assertThatThrownBy(() -> pool.map("math:sqrt", List.of(1.0, -1.0, 4.0), 1))
                    .isInstanceOf(ExecutionFailedException.class)
                    .hasMessageContaining("ValueError");
        }
    }

    @Test
    void tasksWithOneKeyRunInOrderInOneInterpreter() {
        MessageQueue order = interpreters().createQueue();
        try (order;
                InterpreterPool pool = pool(3)) {
            Set<@Nullable Object> places = new HashSet<>();
            List<CompletableFuture<@Nullable Object>> futures = new ArrayList<>();
            for (long i = 0; i < 50; i++) {
                futures.add(pool.callKeyed("key", "concurrent.interpreters:Queue.put", order, i));
                var _ = pool.call("builtins:int");
                places.add(pool.callKeyed("key", WHERE).join());
            }
            futures.forEach(CompletableFuture::join);
            assertThat(places).hasSize(1);
            for (long i = 0; i < 50; i++) {
                assertThat(order.get(Timeout.NONE).toJava()).isEqualTo(i);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aTaskThatWaitsCanBeCancelled() {
        MessageQueue gate = interpreters().createQueue();
        try (gate;
                InterpreterPool pool = pool(1)) {
            CompletableFuture<@Nullable Object> busy = pool.call(GET, gate);
            CompletableFuture<@Nullable Object> waits = pool.call("builtins:int");
            assertThat(waits.cancel(false)).isTrue();
            gate.asBlockingQueue().add(1L);
            assertThat(busy.join()).isEqualTo(1L);
            assertThat(pool.call("builtins:int").join()).isEqualTo(0L);
            assertThat(waits).isCancelled();
        }
    }

    @Test
    void aTaskThatRunsCanBeInterrupted() {
        MessageQueue never = interpreters().createQueue();
        try (never;
                InterpreterPool pool = pool(1)) {
            CompletableFuture<@Nullable Object> busy = pool.call(GET, never);
            Await.until("it waits", () -> never.statistics().gettersWaiting() == 1);
            assertThat(busy.cancel(true)).isTrue();
            assertThat(pool.call("builtins:int").join()).isEqualTo(0L);
        }
    }

    @Test
    void shutdownDoesWhatIsLeft() {
        InterpreterPool pool = pool(1);
        List<CompletableFuture<@Nullable Object>> futures = new ArrayList<>();
        for (long i = 0; i < 20; i++) {
            futures.add(pool.call("operator:neg", i));
        }
        pool.shutdown();
        assertThatThrownBy(() -> pool.call("builtins:int")).isInstanceOf(RejectedExecutionException.class);
        pool.close();
        assertThat(pool.isTerminated()).isTrue();
        assertThat(futures).allMatch(future -> future.isDone() && !future.isCompletedExceptionally());
    }

    @Test
    void shutdownNowInterruptsAndCancels() throws InterruptedException {
        MessageQueue never = interpreters().createQueue();
        try (never) {
            InterpreterPool pool = pool(1);
            CompletableFuture<@Nullable Object> busy = pool.call(GET, never);
            Await.until("it waits", () -> never.statistics().gettersWaiting() == 1);
            CompletableFuture<@Nullable Object> waits = pool.call("builtins:int");
            Runnable java = () -> {};
            pool.execute(java);
            assertThat(pool.shutdownNow()).containsExactly(java);
            assertThat(pool.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
            assertThat(waits).isCancelled();
            assertThatThrownBy(busy::join).hasMessageContaining("KeyboardInterrupt");
        }
    }

    @Test
    void aFailingInitializerBreaksThePool() {
        PoolConfig config = PoolConfig.fixed(2).withInitializer("math:sqrt", -1.0);
        try (InterpreterPool pool = interpreters().createPool(config)) {
            assertThatThrownBy(() -> pool.call("builtins:int").join())
                    .hasCauseInstanceOf(BrokenPoolException.class)
                    .hasMessageContaining("ValueError");
            assertThatThrownBy(() -> pool.call("builtins:int")).isInstanceOf(BrokenPoolException.class);
        }
    }

    @Test
    void anInterpreterThatOthersCloseBreaksThePool() {
        try (InterpreterPool pool = pool(1)) {
            dev.clutch.Interpreter worker =
                    (dev.clutch.Interpreter) pool.call(WHERE).join();
            java.util.Objects.requireNonNull(worker).close();
            assertThatThrownBy(() -> pool.call("builtins:int").join()).hasCauseInstanceOf(BrokenPoolException.class);
        }
    }

    @Test
    void theInitializerRunsInEachInterpreter() {
        PoolConfig config = PoolConfig.fixed(1).withInitializer("sys:setrecursionlimit", 777L);
        try (InterpreterPool pool = interpreters().createPool(config.withTasksPerInterpreter(1))) {
            assertThat(pool.call("sys:getrecursionlimit").join()).isEqualTo(777L);
            assertThat(pool.call("sys:getrecursionlimit").join()).isEqualTo(777L);
        }
    }

    @Test
    void interpretersAreReplacedAfterSoManyTasks() {
        PoolConfig config = PoolConfig.fixed(1).withTasksPerInterpreter(2);
        try (InterpreterPool pool = interpreters().createPool(config)) {
            List<@Nullable Object> places = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                places.add(pool.call("concurrent.interpreters:get_current")
                        .thenApply(String::valueOf)
                        .join());
            }
            assertThat(new HashSet<>(places)).hasSize(3);
        }
    }

    @Test
    void idleWorkersEnd() {
        PoolConfig config = PoolConfig.elastic(0, 2).withKeepAlive(Duration.ofMillis(1));
        try (InterpreterPool pool = interpreters().createPool(config)) {
            pool.call("builtins:int").join();
            Await.until("the worker ends", () -> pool.size() == 0);
            assertThat(pool.call("builtins:int").join()).isEqualTo(0L);
        }
    }

    @Test
    void aFullPoolMakesItsCallersWait() {
        MessageQueue gate = interpreters().createQueue();
        try (gate;
                InterpreterPool pool =
                        interpreters().createPool(PoolConfig.fixed(1).withCapacity(1))) {
            CompletableFuture<@Nullable Object> busy = pool.call(GET, gate);
            Await.until("it is begun", () -> gate.statistics().gettersWaiting() == 1);
            var _ = pool.call("builtins:int");
            var caller = Background.callVirtual(
                            () -> pool.call("operator:neg", 1L).join())
                    .awaitBlocked();
            assertThat(pool.waiting()).isEqualTo(1);
            gate.asBlockingQueue().add(1L);
            assertThat(busy.join()).isEqualTo(1L);
            assertThat(caller.join()).isEqualTo(-1L);
        }
    }

    @Test
    void virtualThreadsWaitByTheTenThousand() {
        try (InterpreterPool pool = pool(2);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var futures = LongStream.range(0, 10_000)
                    .mapToObj(i ->
                            threads.submit(() -> pool.call("operator:neg", i).join()))
                    .toList();
            for (int i = 0; i < futures.size(); i++) {
                assertThat(get(futures.get(i))).isEqualTo((long) -i);
            }
        }
    }

    private static <T extends @Nullable Object> T get(java.util.concurrent.Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void javaCodeRunsOnWorkersThreads() throws Exception {
        try (InterpreterPool pool = pool(1)) {
            Object where = pool.submit(() -> interpreters()
                            .find(InterpreterPool.currentInterpreter())
                            .call("operator:neg", 3L))
                    .get();
            assertThat(where).isEqualTo(-3L);
        }
        assertThatThrownBy(InterpreterPool::currentInterpreter).isInstanceOf(IllegalStateException.class);
    }

    private static byte[] content(Buffer buffer) {
        try (Arena arena = Arena.ofConfined()) {
            return buffer.segment(arena).toArray(ValueLayout.JAVA_BYTE);
        }
    }

    @Test
    void buffersMoveToTasksAndBack() {
        Buffer sent = interpreters().createBuffer(2);
        try (InterpreterPool pool = pool(2);
                Buffer kept = interpreters().createBuffer(1)) {
            List<?> back = (List<?>) Objects.requireNonNull(
                    pool.call("builtins:list", List.of(sent)).join());
            try (Buffer buffer = (Buffer) back.getFirst()) {
                assertThat(content(buffer)).containsExactly(0, 0);
                assertThat(sent.phase()).isEqualTo("sent");
            }
            List<Buffer> some =
                    List.of(interpreters().createBuffer(1), interpreters().createBuffer(2));
            assertThat(pool.map("builtins:len", some, 2)).containsExactly(1L, 2L);
            assertThatThrownBy(() -> pool.call("builtins:len", kept, new Object()))
                    .isInstanceOf(NotShareableException.class);
            assertThat(content(kept)).containsExactly(0);
        }
    }

    @Test
    void closingAllInterpretersEndsThePool() {
        MessageQueue never = interpreters().createQueue();
        InterpreterPool pool = pool(1);
        CompletableFuture<@Nullable Object> busy = pool.call(GET, never);
        Await.until("it waits", () -> never.statistics().gettersWaiting() == 1);
        CompletableFuture<@Nullable Object> waits = pool.call("builtins:int");
        reopen();
        assertThat(pool.isTerminated()).isTrue();
        assertThatThrownBy(busy::join).isInstanceOfAny(CompletionException.class, CancellationException.class);
        assertThatThrownBy(waits::join).isInstanceOfAny(CompletionException.class, CancellationException.class);
    }
}
