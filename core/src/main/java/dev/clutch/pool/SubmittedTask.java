package dev.clutch.pool;

import dev.clutch.message.Message;
import dev.clutch.queue.Timeout;
import dev.clutch.spi.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A call that Python code has submitted, under a ticket of its own. */
final class SubmittedTask extends Task {
    private final Executor executor;
    private final long ticket;
    private final Message callable;
    private final Message arguments;
    private final Message keywords;

    SubmittedTask(
            Executor executor,
            long ticket,
            @Nullable Object key,
            Timeout timeout,
            Message callable,
            Message arguments,
            Message keywords) {
        super(key, Message.cargoOf(List.of(callable, arguments, keywords)), timeout);
        this.executor = executor;
        this.ticket = ticket;
        this.callable = callable;
        this.arguments = arguments;
        this.keywords = keywords;
    }

    long ticket() {
        return ticket;
    }

    @Override
    String called() {
        return callable instanceof Message.Str(String name) ? name : "a function that was sent";
    }

    @Override
    Outcome run(Workplace place) {
        return place.interpreter().call(callable, arguments, keywords);
    }

    @Override
    void complete(Outcome outcome) {
        executor.complete(this, new Completion.Done(ticket, outcome));
    }

    @Override
    void fail(Throwable reason) {
        executor.complete(this, new Completion.Failed(ticket, reason));
    }
}
