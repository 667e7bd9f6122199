package dev.clutch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Work that goes on on another thread. */
public record Running<T extends @Nullable Object>(FutureTask<T> task, Thread thread) {
    private static final long LIMIT_SECONDS = 30;

    /** Starts work that is going to wait, and returns when it does. */
    public static <T extends @Nullable Object> Running<T> waiting(ThreadFactory threads, Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = threads.newThread(task);
        thread.start();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (thread.getState() != Thread.State.WAITING && thread.getState() != Thread.State.TIMED_WAITING) {
            assertThat(System.nanoTime() - deadline).as("nanoseconds overdue").isNegative();
            LockSupport.parkNanos(100_000);
        }
        return new Running<>(task, thread);
    }

    /** As the other one, on a platform thread. */
    public static <T extends @Nullable Object> Running<T> waiting(Callable<T> work) {
        return waiting(Running::daemon, work);
    }

    /** A platform thread that does not keep the VM alive. */
    public static Thread daemon(Runnable work) {
        return Thread.ofPlatform().daemon().unstarted(work);
    }

    /** For parameterized tests. */
    public static Stream<ThreadFactory> bothKindsOfThread() {
        return Stream.of(Running::daemon, Thread.ofVirtual().factory());
    }

    /** What the work returned. */
    public T result() throws Exception {
        return task.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    /** What the work threw. */
    public Throwable failure() throws Exception {
        try {
            throw new AssertionError("no failure but " + result());
        } catch (ExecutionException e) {
            return Objects.requireNonNull(e.getCause());
        }
    }
}
