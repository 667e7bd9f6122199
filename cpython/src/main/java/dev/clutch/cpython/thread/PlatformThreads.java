package dev.clutch.cpython.thread;

import dev.clutch.cpython.capi.Signals;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Where virtual threads have their Python calls done. A thread state belongs to an operating-system
 * thread, and a virtual thread changes its carrier between any two calls of C functions, so it must
 * never attach itself: it hands the work over and waits.
 */
public final class PlatformThreads {
    /** CPython's own threads have 8 MiB; deep recursion in C code (parsers, repr) needs it. */
    private static final long STACK_SIZE = 16L << 20;

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final ExecutorService SERVERS = Executors.newCachedThreadPool(factory("clutch-server-"));
    private static final ScheduledExecutorService TIMER =
            Executors.newSingleThreadScheduledExecutor(factory("clutch-timer-"));

    private PlatformThreads() {}

    static ThreadFactory factory(String name) {
        return work -> thread(name + COUNT.incrementAndGet(), work);
    }

    /** A new daemon thread for Python code. Signals are not for these threads, whoever starts them. */
    public static Thread thread(String name, Runnable work) {
        Runnable undisturbed = () -> {
            Signals.blockAll();
            work.run();
        };
        Thread thread = new Thread(null, undisturbed, name, STACK_SIZE);
        thread.setDaemon(true);
        return thread;
    }

    /** Does the work on the calling thread if it is a platform thread, else on one that serves it. */
    public static <T> T run(Supplier<T> work) {
        return Thread.currentThread().isVirtual() ? handOver(SERVERS, work) : work.get();
    }

    /** Does the work on another thread. */
    public static void start(Runnable work) {
        SERVERS.execute(work);
    }

    /** Does the work on another thread, a millisecond from now. */
    static void later(Runnable work) {
        var _ = TIMER.schedule(() -> start(work), 1, TimeUnit.MILLISECONDS);
    }

    /** Does the work on another thread and waits. An interrupt of the waiting thread goes on to the working one. */
    static <T> T handOver(ExecutorService servers, Supplier<T> work) {
        CompletableFuture<Thread> server = new CompletableFuture<>();
        Future<T> result = servers.submit(() -> {
            server.complete(Thread.currentThread());
            return work.get();
        });
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return result.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                    server.join().interrupt();
                }
            }
        } catch (ExecutionException e) {
            throw rethrow(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException rethrow(ExecutionException e) {
        return switch (e.getCause()) {
            case Error error -> throw error;
            case RuntimeException exception -> exception;
            case null, default -> throw new AssertionError("a Supplier throws nothing else", e);
        };
    }
}
