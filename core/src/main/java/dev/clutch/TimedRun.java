package dev.clutch;

import dev.clutch.error.CallTimeoutException;
import dev.clutch.error.InterpreterException;
import dev.clutch.host.HostCall;
import dev.clutch.queue.Timeout;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Work in an interpreter that has a deadline. It runs on a thread of its own, which is interrupted when
 * the deadline has passed; the one that waits for it does so no longer than that and a grace.
 *
 * <p><b>Why no interrupt is lost.</b> The runner says who it is, then looks whether it was given up; the one
 * that gives up says so, then looks who it is. Between two visits to the interpreter, or before the
 * first, there is nothing to interrupt; then it is tried again a millisecond later.
 */
final class TimedRun<T extends @Nullable Object> implements HostCall.Task {
    /** What an interrupted call has to clear up, unless somebody says otherwise. */
    static final Duration USUAL_GRACE = Duration.ofMillis(500);

    private static final long BETWEEN_VISITS_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Interpreter interpreter;
    private final Runs runs;
    private final long limit;
    private final long deadline;
    private final long grace;
    private final Supplier<T> work;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private volatile @Nullable Thread runner;
    private volatile boolean givenUp;

    TimedRun(Interpreter interpreter, Runs runs, Timeout timeout, Timeout grace, Supplier<T> work) {
        this.interpreter = interpreter;
        this.runs = runs;
        this.limit = timeout.nanos();
        this.deadline = System.nanoTime() + limit;
        this.grace = grace.nanos();
        this.work = work;
    }

    TimedRun<T> begin() {
        interpreter.onServer(this::run);
        return this;
    }

    private void run() {
        runner = Thread.currentThread();
        try {
            if (givenUp) {
                throw new InterpreterException("the call was given up before it had begun");
            }
            result.complete(work.get());
        } catch (Throwable t) {
            result.completeExceptionally(t);
        } finally {
            runs.freeOf(this);
        }
    }

    /**
     * Waits until the work is done, or its deadline has passed. May be called again after it was interrupted.
     *
     * @throws CallTimeoutException if it was not done in time
     */
    T await() throws InterruptedException {
        try {
            result.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            return outcome();
        } catch (ExecutionException e) {
            return outcome();
        } catch (TimeoutException e) {
            throw stop() ? tooLate() : stuck();
        }
    }

    /** Interrupts the work, and returns or throws what it does then. */
    T stopped() {
        if (stop()) {
            return outcome();
        }
        throw stuck();
    }

    @Override
    public void abandon() {
        stop();
    }

    /** Interrupts the work and waits for its end, but not for long. Returns whether it has ended. */
    private boolean stop() {
        givenUp = true;
        long start = System.nanoTime();
        long rest = grace;
        boolean interrupted = false;
        boolean hit = false;
        while (!result.isDone() && rest > 0) {
            hit = hit || interrupt();
            long step = hit ? rest : BETWEEN_VISITS_NANOS;
            interrupted |= !waits(step);
            rest = grace - (System.nanoTime() - start);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return result.isDone() || !isStuck();
    }

    private boolean interrupt() {
        Thread thread = runner;
        return thread != null && interpreter.interrupt(thread);
    }

    /** Returns false if the calling thread was interrupted. */
    private boolean waits(long nanos) {
        try {
            result.get(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            return false;
        } catch (ExecutionException | TimeoutException e) {
            // The caller looks at the result.
        }
        return true;
    }

    /** It counts as stuck before anybody hears of it, unless it ends at this very moment. */
    private boolean isStuck() {
        runs.stuckIn(this);
        if (result.isDone()) {
            runs.freeOf(this);
            return false;
        }
        return true;
    }

    private T outcome() {
        try {
            return result.join();
        } catch (CompletionException e) {
            throw unchecked(e.getCause());
        }
    }

    private static RuntimeException unchecked(@Nullable Throwable failure) {
        return switch (failure) {
            case Error error -> throw error;
            case RuntimeException exception -> exception;
            case null, default -> throw new AssertionError("a Supplier throws nothing else", failure);
        };
    }

    private CallTimeoutException tooLate() {
        Throwable failure = result.isCompletedExceptionally() ? result.exceptionNow() : null;
        return CallTimeoutException.interrupted(told() + " and was interrupted", failure);
    }

    private CallTimeoutException stuck() {
        return CallTimeoutException.stuck(told()
                + " and does not react to interrupts: it goes on, perhaps in a long call of C code; until it ends the"
                + " interpreter refuses other calls");
    }

    private String told() {
        return "a call in interpreter " + interpreter.id() + " had not ended after " + Math.ceil(limit / 1e6) / 1e3
                + " seconds";
    }
}
