package dev.clutch.cpython.thread;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * The thread on which a runtime starts and ends: Python's main thread there. CPython tells threads by numbers that the
 * system gives again to others when a thread has ended, so this one waits in between for as long as the runtime lives.
 */
public final class RuntimeThread {
    private final ExecutorService executor =
            Executors.newSingleThreadExecutor(PlatformThreads.factory("clutch-runtime-"));

    /** Starts a thread. */
    public RuntimeThread() {}

    /** Does the work on it. Blocks until it is done. */
    public <T> T run(Supplier<T> work) {
        return PlatformThreads.handOver(executor, work);
    }

    /** The runtime has ended. */
    public void end() {
        executor.shutdown();
    }
}
