package dev.clutch.pool;

import dev.clutch.buffer.Cargo;
import dev.clutch.queue.Timeout;
import dev.clutch.spi.Outcome;
import org.jspecify.annotations.Nullable;

/** Java code that runs on a worker's thread, where it may call into the worker's interpreter. */
final class JavaTask extends Task {
    private final Runnable work;

    JavaTask(Runnable work) {
        super(null, Cargo.NONE, Timeout.FOREVER);
        this.work = work;
    }

    Runnable work() {
        return work;
    }

    @Override
    String called() {
        return work.toString();
    }

    /** What it throws is the thread's to report: a {@code Future}, which would take it, is part of the work. */
    @Override
    @Nullable
    Outcome run(Workplace place) {
        work.run();
        return null;
    }

    @Override
    void complete(Outcome outcome) {
        throw new AssertionError("Java code tells of its end itself: " + outcome);
    }

    @Override
    void fail(Throwable reason) {
        if (work instanceof java.util.concurrent.Future<?> future && !future.isDone()) {
            future.cancel(false);
        }
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, reason);
    }
}
