package dev.clutch;

import dev.clutch.message.Message;
import dev.clutch.message.ReducedKinds;
import dev.clutch.queue.Timeout;
import dev.clutch.spi.EngineFunction;
import dev.clutch.spi.EngineInterpreter;
import java.util.List;
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
    private static final Message FUNCTION = Message.of("clutch._crossing.exceptions:rehearse");

    private final Interpreter interpreter;
    private final EngineInterpreter engine;
    private final AtomicReference<@Nullable CompletableFuture<Void>> begun = new AtomicReference<>();

    Rehearsal(Interpreter interpreter, EngineInterpreter engine) {
        this.interpreter = interpreter;
        this.engine = engine;
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
                rehearse();
                mine.complete(null);
            } catch (Throwable t) {
                begun.set(null); // it may go better the next time
                mine.completeExceptionally(t);
            }
        });
        return mine;
    }

    /** Not as a run: others may run the interpreter at the same time, under any rule. */
    private void rehearse() {
        try (EngineFunction function = engine.function(new Message.Reduced(ReducedKinds.NAME, FUNCTION))) {
            function.call(List.of(), List.of()).orThrow();
        }
    }
}
