package dev.clutch.pool;

import dev.clutch.message.Message;
import dev.clutch.queue.Timeout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs calls of Python functions in interpreters that run in parallel. Made by {@code Interpreters.createPool}.
 *
 * <pre>{@code
 * try (var pool = interpreters.createPool(PoolConfig.fixed(4))) {
 *     CompletableFuture<Object> root = pool.call("math:sqrt", 2.0);
 *     List<Object> roots = pool.map("math:sqrt", List.of(1.0, 4.0, 9.0), 1);
 * }
 * }</pre>
 *
 * <p>A function is named by {@code "module:qualified.name"}, and looked up once in each interpreter. Results
 * are {@link CompletableFuture}s that fail with what {@code Interpreter.call} would throw, or with {@link
 * dev.clutch.error.BrokenPoolException}. What depends on one and is not told to be asynchronous runs on the
 * worker's thread, and keeps it from its next task. {@code cancel(false)} takes back a task that was not begun;
 * {@code cancel(true)} interrupts one that runs.
 *
 * <p>As an {@link java.util.concurrent.ExecutorService} it runs Java code on its workers' threads, where {@link
 * #currentInterpreter} is that of the worker.
 *
 * <p>Safe for use by many threads, virtual ones included. Calls return at once, unless {@link
 * PoolConfig#capacity} is reached: then they wait for a place. Its threads do not keep the JVM alive.
 */
public final class InterpreterPool extends AbstractExecutorService {
    private final Pool pool;
    private final Message.Handles handles;

    /** Is among the open ones until it has terminated. */
    InterpreterPool(PoolConfig config, Supply supply, Message.Handles handles, Set<Pool> open) {
        this.pool = new Pool(config, supply, reason -> {}, () -> forget(open));
        this.handles = handles;
        open.add(pool);
    }

    private void forget(Set<Pool> open) {
        open.remove(pool);
    }

    /**
     * Calls a Python function in any of the interpreters.
     *
     * @throws RejectedExecutionException after a shutdown
     * @throws dev.clutch.error.BrokenPoolException if the pool is broken
     * @throws dev.clutch.error.NotShareableException if an argument cannot cross
     */
    public CompletableFuture<@Nullable Object> call(String function, @Nullable Object... arguments) {
        return submitCall(null, Timeout.FOREVER, function, arguments);
    }

    /**
     * Calls a Python function, after all other calls with an equal key, in the same interpreter as these
     * unless that was replaced; see {@link #call}.
     *
     * @param key has {@code equals} and {@code hashCode}
     */
    public CompletableFuture<@Nullable Object> callKeyed(Object key, String function, @Nullable Object... arguments) {
        return submitCall(key, Timeout.FOREVER, function, arguments);
    }

    /**
     * This pool, with a deadline for each call: a call that has not ended then fails with {@link
     * dev.clutch.error.CallTimeoutException}.
     *
     * @param limit how long a call may take, from the moment in which it is asked for
     */
    public TimedPool within(Duration limit) {
        return new TimedPool(this, Timeout.of(limit));
    }

    CompletableFuture<@Nullable Object> submitCall(
            @Nullable Object key, Timeout timeout, String function, @Nullable Object... arguments) {
        List<Message> messages = new ArrayList<>(arguments.length);
        try {
            for (Object argument : arguments) {
                messages.add(Message.of(argument, handles));
            }
            return submit(new FunctionTask<@Nullable Object>(
                    key, timeout, function, messages, result -> result.toJava(handles)));
        } finally {
            settle(messages);
        }
    }

    private <T extends @Nullable Object> CompletableFuture<T> submit(FunctionTask<T> task) {
        submitTask(task);
        return task.future();
    }

    private void submitTask(Task task) {
        try {
            if (pool.submit(task) != Submitted.TAKEN) {
                throw new RejectedExecutionException("the pool is shut down");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RejectedExecutionException("interrupted while waiting for a place in the pool", e);
        }
    }

    /**
     * Calls a Python function with each of the items, and returns the results in their order. Blocks until
     * all are there.
     *
     * @param chunk how many items go to an interpreter at once; more is faster for short calls
     * @throws dev.clutch.error.ClutchException what the first call that fails throws; the rest is cancelled
     */
    public List<@Nullable Object> map(String function, Iterable<? extends @Nullable Object> items, int chunk) {
        List<CompletableFuture<List<@Nullable Object>>> parts = submitChunks(function, items, chunk);
        try {
            List<@Nullable Object> results = new ArrayList<>();
            parts.forEach(part -> results.addAll(join(part)));
            return results;
        } finally {
            parts.forEach(part -> part.cancel(false));
        }
    }

    /**
     * As {@link #map}, but the stream has the results of each chunk as soon as they are there. It waits
     * for them when it is consumed.
     */
    public Stream<@Nullable Object> mapAsCompleted(
            String function, Iterable<? extends @Nullable Object> items, int chunk) {
        List<CompletableFuture<List<@Nullable Object>>> parts = submitChunks(function, items, chunk);
        LinkedBlockingQueue<CompletableFuture<List<@Nullable Object>>> done = new LinkedBlockingQueue<>();
        parts.forEach(part -> {
            var _ = part.whenComplete((results, failure) -> done.add(part));
        });
        return Stream.generate(() -> join(take(done))).limit(parts.size()).flatMap(List::stream);
    }

    private static <T> T take(LinkedBlockingQueue<T> queue) {
        try {
            return queue.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new java.util.concurrent.CancellationException("interrupted while waiting for a result");
        }
    }

    private static <T> T join(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private List<CompletableFuture<List<@Nullable Object>>> submitChunks(
            String function, Iterable<? extends @Nullable Object> items, int chunk) {
        if (chunk < 1) {
            throw new IllegalArgumentException("chunk must be 1 or more, not " + chunk);
        }
        List<CompletableFuture<List<@Nullable Object>>> parts = new ArrayList<>();
        Iterator<? extends @Nullable Object> rest = items.iterator();
        while (rest.hasNext()) {
            parts.add(submitChunk(function, rest, chunk));
        }
        return parts;
    }

    private CompletableFuture<List<@Nullable Object>> submitChunk(
            String function, Iterator<? extends @Nullable Object> items, int chunk) {
        List<Message> messages = new ArrayList<>();
        try {
            while (items.hasNext() && messages.size() < chunk) {
                messages.add(Message.of(items.next(), handles));
            }
            List<Message> arguments = List.of(Workplace.named(function), calls(messages));
            return submit(new FunctionTask<>(null, Timeout.FOREVER, Workplace.CALL_EACH, arguments, this::listOf));
        } finally {
            settle(messages);
        }
    }

    private static Message calls(List<Message> messages) {
        List<Message> calls = messages.stream().<Message>map(Message.Tuple::of).toList();
        return Message.Laden.with(messages, new Message.ListOf(calls));
    }

    /** What the pool has not accepted goes back. */
    private static void settle(List<Message> messages) {
        messages.forEach(message -> message.cargo().settle());
    }

    @SuppressWarnings("unchecked") // Message says so
    private List<@Nullable Object> listOf(Message results) {
        return (List<@Nullable Object>) Objects.requireNonNull(results.toJava(handles));
    }

    /**
     * The id of the interpreter whose worker runs the calling Java code.
     *
     * @throws IllegalStateException if no worker of a pool does
     */
    public static long currentInterpreter() {
        return Worker.currentInterpreter().id();
    }

    /** How many interpreters the pool has at this moment. */
    public int size() {
        return pool.workers();
    }

    /** How many tasks wait for a worker at this moment. */
    public int waiting() {
        return pool.waiting();
    }

    /**
     * The calls that go on though they were interrupted, at their deadlines or when they were cancelled. Each
     * keeps a worker busy, whose interpreter is replaced when it ends.
     */
    public List<StuckTask> stuck() {
        return pool.watchdog().stuck();
    }

    @Override
    public void execute(Runnable command) {
        submitTask(new JavaTask(Objects.requireNonNull(command)));
    }

    /** Takes no more tasks, and does those that it has. Returns at once. */
    @Override
    public void shutdown() {
        pool.shutDown();
    }

    /** Takes no more tasks, interrupts those that run, and cancels the others. Returns those that are Java code. */
    @Override
    public List<Runnable> shutdownNow() {
        List<Runnable> javaTasks = new ArrayList<>();
        for (Task task : pool.shutDownNow()) {
            switch (task) {
                case JavaTask java -> javaTasks.add(java.work());
                case FunctionTask<?> call -> call.future().cancel(false);
                default -> throw new AssertionError(task);
            }
        }
        pool.interrupt();
        return javaTasks;
    }

    @Override
    public boolean isShutdown() {
        return pool.isShutDown();
    }

    /** Whether it was shut down, or is broken, and all its interpreters are closed. */
    @Override
    public boolean isTerminated() {
        return pool.hasEnded();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return pool.awaitEnd(unit.toNanos(timeout));
    }
}
