package dev.clutch.tck;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Work that goes on on a thread of its own while the test goes on too. */
public final class Background<T extends @Nullable Object> {
    private static final long LIMIT_SECONDS = 40;

    private final FutureTask<T> task;
    private final Thread thread;

    private Background(FutureTask<T> task, Thread thread) {
        this.task = task;
        this.thread = thread;
    }

    /** Something to do that has no result. */
    @FunctionalInterface
    public interface Work {
        /** Does it. */
        void run() throws Exception;
    }

    /** Starts the work on a new platform thread. */
    public static <T extends @Nullable Object> Background<T> call(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        return new Background<>(
                task, Thread.ofPlatform().name("tck-background").daemon().start(task));
    }

    /** Starts the work on a new platform thread. */
    public static Background<Object> run(Work work) {
        return call(() -> {
            work.run();
            return "done";
        });
    }

    /** Starts the work on a new virtual thread. */
    public static <T extends @Nullable Object> Background<T> callVirtual(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        return new Background<>(task, Thread.ofVirtual().name("tck-virtual").start(task));
    }

    /** The thread that works. */
    public Thread thread() {
        return thread;
    }

    /** Waits until the work is in a wait of its own, such as in a queue's {@code get}. */
    public Background<T> awaitBlocked() {
        Await.untilBlocked(thread);
        return this;
    }

    /** The result; what the work threw is thrown on as it is, if it is unchecked. */
    public T join() {
        try {
            return task.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw new AssertionError("the work failed", e);
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (TimeoutException e) {
            throw stuck();
        }
    }

    /** What the work threw, or null if it has come to its end. */
    public @Nullable Throwable failure() {
        try {
            task.get(LIMIT_SECONDS, TimeUnit.SECONDS);
            return null;
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (TimeoutException e) {
            throw stuck();
        }
    }

    private AssertionError interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new AssertionError("interrupted while waiting for " + thread, e);
    }

    private AssertionError stuck() {
        AssertionError error = new AssertionError(thread + " is stuck");
        error.setStackTrace(thread.getStackTrace());
        return error;
    }
}
