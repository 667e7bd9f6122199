package dev.clutch.pool;

import dev.clutch.message.Message;
import dev.clutch.message.ReducedKinds;
import dev.clutch.queue.Timeout;
import dev.clutch.spi.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A call that Python code has submitted, under a ticket of its own. */
final class SubmittedTask extends Task {
    /** What calls for Python code the objects that are no functions. */
    private static final String OF_OBJECTS = "concurrent.futures.interpreter:do_call";

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
        return switch (callable) {
            case Message.Str(String name) when name.equals(OF_OBJECTS) -> "an object that was sent";
            case Message.Str(String name) -> name;
            case Message.Reduced(String kind, Message.Str(String name)) when kind.equals(ReducedKinds.NAME) -> name;
            default -> "a function that was sent";
        };
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
