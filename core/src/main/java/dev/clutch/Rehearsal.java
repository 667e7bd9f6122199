package dev.clutch;

import dev.clutch.queue.Timeout;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Has an interpreter load once what it tells of exceptions with, which takes far longer than to tell.
 * What ends at a deadline has no time for that.
 */
final class Rehearsal {
    private final Interpreter interpreter;
    private final AtomicReference<@Nullable CompletableFuture<Void>> begun = new AtomicReference<>();

    Rehearsal(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    /** Waits until it is done, but no longer than that; it goes on without the caller then. */
    void await(Timeout longest) throws InterruptedException {
        CompletableFuture<Void> done = begun.get();
        if (done == null) {
            done = begin();
        }
        try {
            done.get(longest.nanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // Whatever is wrong with the interpreter, the call that comes next meets it too.
        }
    }

    private CompletableFuture<Void> begin() {
        CompletableFuture<Void> mine = new CompletableFuture<>();
        CompletableFuture<Void> others = begun.compareAndExchange(null, mine);
        if (others != null) {
            return others;
        }
        interpreter.onServer(() -> {
            try {
                interpreter.ownCode().call("clutch._crossing.exceptions:rehearse");
                mine.complete(null);
            } catch (Throwable t) {
                begun.set(null); // it may go better the next time
                mine.completeExceptionally(t);
            }
        });
        return mine;
    }
}
