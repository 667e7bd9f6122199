package dev.clutch.pool;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The result of a task. Cancelling takes the task back if it was not begun, or interrupts it if that is asked for. */
final class PoolFuture<T extends @Nullable Object> extends CompletableFuture<T> {
    private final Task task;

    PoolFuture(Task task) {
        this.task = task;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean withdrawn = task.withdraw();
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        if (cancelled && !withdrawn && mayInterruptIfRunning) {
            task.giveUp();
        }
        return cancelled;
    }

    /** What depends on it has no task. */
    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }
}
