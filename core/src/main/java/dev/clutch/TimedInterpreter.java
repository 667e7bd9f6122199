package dev.clutch;

import dev.clutch.error.CallTimeoutException;
import dev.clutch.error.ExecutionFailedException;
import dev.clutch.queue.Timeout;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An {@link Interpreter} whose calls have a deadline; see {@link Interpreter#within}.
 *
 * <p>At its deadline a call is interrupted: {@code KeyboardInterrupt} is raised in it, once, and it
 * has half a second to clear up, or its {@linkplain #withGrace grace}. Python code reacts at once, and so do waits for
 * time to pass, for queues and channels, for locks and threads, for sockets and event loops; but not C
 * code, nor waits for files and for pipes. The caller then gets a {@link
 * CallTimeoutException}. Code that does not react goes on; the caller gets its thread back all the
 * same, and the interpreter {@linkplain Interpreter#isStuck is stuck} until that ends.
 *
 * <p>Safe for use by many threads, virtual ones included. An interrupt of the calling Java thread
 * interrupts the call.
 */
public final class TimedInterpreter {
    private final Interpreter interpreter;
    private final Duration limit;
    private final Duration grace;

    TimedInterpreter(Interpreter interpreter, Duration limit, Duration grace) {
        this.interpreter = interpreter;
        this.limit = limit;
        this.grace = grace;
    }

    /**
     * This, with more or less than half a second for a call to end after it was interrupted. On a machine that is busy with
     * other things, code that reacts may need longer to say so.
     *
     * @param grace how long the caller waits on, at most, after the deadline
     */
    public TimedInterpreter withGrace(Duration grace) {
        return new TimedInterpreter(interpreter, limit, grace);
    }

    /**
     * As {@link Interpreter#exec}.
     *
     * @throws CallTimeoutException if it has not ended at its deadline
     * @throws ExecutionFailedException if it raises
     */
    public void exec(String source) {
        run(() -> {
            interpreter.exec(source);
            return true;
        });
    }

    /**
     * As {@link Interpreter#eval(String)}.
     *
     * @throws CallTimeoutException if it has not ended at its deadline
     * @throws ExecutionFailedException if it raises
     */
    public @Nullable Object eval(String expression) {
        return this.<@Nullable Object>run(() -> interpreter.eval(expression));
    }

    /**
     * As {@link Interpreter#call(String, Object...)}.
     *
     * @throws CallTimeoutException if it has not ended at its deadline
     * @throws ExecutionFailedException if it raises
     */
    public @Nullable Object call(String function, @Nullable Object... arguments) {
        return call(function, Arrays.asList(arguments), Map.of());
    }

    /** As {@link #call(String, Object...)}, with keyword arguments too. */
    public @Nullable Object call(
            String function,
            List<? extends @Nullable Object> arguments,
            Map<String, ? extends @Nullable Object> keywords) {
        return this.<@Nullable Object>run(() -> interpreter.call(function, arguments, keywords));
    }

    private <T extends @Nullable Object> T run(Supplier<T> work) {
        TimedRun<T> run = interpreter.start(work, Timeout.of(limit), Timeout.of(grace));
        try {
            return run.await();
        } catch (InterruptedException e) {
            try {
                return run.stopped();
            } finally {
                Thread.currentThread().interrupt();
            }
        }
    }
}
