package dev.clutch.benchmarks;

import dev.clutch.Interpreters;
import dev.clutch.pool.InterpreterPool;
import dev.clutch.pool.PoolConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Measures a pool of two workers that Java code uses; a process of its own. */
final class PoolRates {
    private static final int ROUNDS = 12;
    private static final int TASKS = 50_000;
    private static final int VIRTUAL_THREADS = 10_000;

    private PoolRates() {}

    /** Prints nanoseconds for each task. */
    public static void main(String[] arguments) {
        try (Interpreters interpreters = Interpreters.open()) {
            long begin = System.nanoTime();
            try (InterpreterPool pool = interpreters.createPool(PoolConfig.fixed(2))) {
                pool.call("operator:neg", 1L).join();
                print("first", (double) (System.nanoTime() - begin));
                print("tiny", best(() -> tiny(pool)));
                print("virtual", best(() -> virtual(pool)));
            }
        }
    }

    private static void print(String name, double nanoseconds) {
        System.out.println(name + " " + nanoseconds);
    }

    /** Something that takes time. */
    @FunctionalInterface
    private interface Work {
        int run();
    }

    private static double best(Work work) {
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < ROUNDS; i++) {
            long begin = System.nanoTime();
            int tasks = work.run();
            best = Math.min(best, (double) (System.nanoTime() - begin) / tasks);
        }
        return best;
    }

    private static int tiny(InterpreterPool pool) {
        List<CompletableFuture<@Nullable Object>> futures = new ArrayList<>(TASKS);
        for (long i = 0; i < TASKS; i++) {
            futures.add(pool.call("operator:neg", i));
        }
        futures.forEach(CompletableFuture::join);
        return TASKS;
    }

    private static int virtual(InterpreterPool pool) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (long i = 0; i < VIRTUAL_THREADS; i++) {
                long item = i;
                threads.execute(() -> pool.call("operator:neg", item).join());
            }
        }
        return VIRTUAL_THREADS;
    }
}
