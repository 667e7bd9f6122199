package dev.clutch.pool;

import dev.clutch.queue.Timeout;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * An {@link InterpreterPool} whose calls have a deadline; see {@link InterpreterPool#within}.
 *
 * <p>A call that was not begun by then never is. One that runs is interrupted, by {@code KeyboardInterrupt}, and its
 * future fails when it has ended, or 100 ms later: code that does not react goes on, {@link InterpreterPool#stuck}
 * tells of it, and the pool replaces its interpreter when it ends.
 *
 * <p>Safe for use by many threads.
 */
public final class TimedPool {
    private final InterpreterPool pool;
    private final Timeout limit;

    TimedPool(InterpreterPool pool, Timeout limit) {
        this.pool = pool;
        this.limit = limit;
    }

    /** As {@link InterpreterPool#call}. */
    public CompletableFuture<@Nullable Object> call(String function, @Nullable Object... arguments) {
        return pool.submitCall(null, limit, function, arguments);
    }

    /** As {@link InterpreterPool#callKeyed}. */
    public CompletableFuture<@Nullable Object> callKeyed(Object key, String function, @Nullable Object... arguments) {
        return pool.submitCall(key, limit, function, arguments);
    }
}
