package dev.clutch.pool;

import dev.clutch.buffer.Cargo;

/** Java code that runs on a worker's thread, where it may call into the worker's interpreter. */
final class JavaTask extends Task {
    private final Runnable work;

    JavaTask(Runnable work) {
        super(null, Cargo.NONE);
        this.work = work;
    }

    Runnable work() {
        return work;
    }

    /** What it throws is the thread's to report: a {@code Future}, which would take it, is part of the work. */
    @Override
    Runnable run(Workplace place) {
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            fail(e);
        }
        return this::tellNobody;
    }

    private void tellNobody() {}

    @Override
    void fail(Throwable reason) {
        if (work instanceof java.util.concurrent.Future<?> future && !future.isDone()) {
            future.cancel(false);
        }
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, reason);
    }
}
