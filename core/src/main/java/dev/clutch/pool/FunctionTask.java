package dev.clutch.pool;

import dev.clutch.error.ClutchException;
import dev.clutch.message.Message;
import dev.clutch.queue.Timeout;
import dev.clutch.spi.Outcome;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A call of a Python function by Java code. */
final class FunctionTask<T extends @Nullable Object> extends Task {
    private final String function;
    private final List<Message> arguments;
    private final Function<Message, T> toJava;
    private final PoolFuture<T> future = new PoolFuture<>(this);

    FunctionTask(
            @Nullable Object key,
            Timeout timeout,
            String function,
            List<Message> arguments,
            Function<Message, T> toJava) {
        super(key, Message.cargoOf(arguments), timeout);
        this.function = function;
        this.arguments = arguments;
        this.toJava = toJava;
    }

    PoolFuture<T> future() {
        return future;
    }

    @Override
    String called() {
        return function;
    }

    @Override
    Outcome run(Workplace place) {
        return place.interpreter().call(place.function(function), arguments);
    }

    @Override
    void complete(Outcome outcome) {
        if (future.isDone()) {
            outcome.cargo().discard();
            return;
        }
        T result;
        try {
            result = toJava.apply(outcome.orThrow());
        } catch (ClutchException e) {
            future.completeExceptionally(e);
            return;
        }
        future.complete(result);
    }

    @Override
    void fail(Throwable reason) {
        future.completeExceptionally(reason);
    }
}
