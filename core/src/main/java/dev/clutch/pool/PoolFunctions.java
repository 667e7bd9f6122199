package dev.clutch.pool;

import dev.clutch.error.ClutchException;
import dev.clutch.error.ExceptionInfo;
import dev.clutch.host.HostCall;
import dev.clutch.host.HostFunctions;
import dev.clutch.host.Snapshots;
import dev.clutch.message.Message;
import dev.clutch.spi.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The host functions of pools: what {@code concurrent.futures.InterpreterPoolExecutor} is made of. */
public final class PoolFunctions {
    private static final Message NONE = Message.None.NONE;
    private static final Message RESULT = new Message.Int(0);
    private static final Message KEPT = new Message.Int(1);
    private static final Message RAISED = new Message.Int(2);
    private static final Message FAILED = new Message.Int(3);
    private static final Message BROKEN = new Message.Int(4);

    private final Pools pools;

    private PoolFunctions(Pools pools) {
        this.pools = pools;
    }

    /** Adds the functions that serve the given pools. */
    public static void add(HostFunctions table, Pools pools) {
        PoolFunctions on = new PoolFunctions(pools);
        table.add(
                        "pool_create",
                        "(fewest, most, keep-alive seconds, capacity or 0, tasks per interpreter or 0, name,"
                                + " initializer or None, args, names of modules to preload, path: tuple of str) -> id",
                        on::create)
                .addCalling(
                        2,
                        "pool_submit",
                        "(id, ticket, callable, args, kwargs, (key,) or None = None, seconds or None = None)"
                                + " -> bool, false after a shutdown",
                        on::submitNow,
                        on::submit)
                .add(
                        "pool_completions",
                        "(id) -> [ticket, kind, value, ...], waiting for some; [] when there will be none any more",
                        on::completions)
                .add("pool_result", "(id, ticket) -> object, a result that is kept", on::result)
                .add("pool_withdraw", "(id, ticket) -> bool, whether it was not begun", on::withdraw)
                .add(
                        "pool_is_waiting",
                        "(id, ticket) -> bool",
                        call -> Message.Bool.of(on.has(call, executor -> executor.isWaiting(call.integer(1)))))
                .add("pool_shutdown", "(id, withdraw: bool) -> [ticket, ...] of what was withdrawn", on::shutDown)
                .add("pool_interrupt", "(id, ticket or None for all) -> bool, whether it runs", on::interrupt)
                .add("pool_stuck", "(id) -> [(call, thread, interpreter, seconds), ...]", on::stuck)
                .add("pool_workers", "(id) -> int", call -> new Message.Int(on.workers(call)))
                .add(
                        "pool_waiting",
                        "(id) -> int, how many tasks were not begun",
                        call -> new Message.Int(on.waiting(call)));
    }

    private Message create(HostCall call) {
        Message callable = call.message(6);
        Initializer initializer = callable instanceof Message.None ? null : new Initializer(callable, call.message(7));
        PoolConfig config = new PoolConfig(
                count(call, 0),
                count(call, 1),
                Duration.ofNanos(call.timeout(2).nanos()),
                count(call, 4),
                count(call, 3),
                text(call.message(5)),
                initializer,
                pools.usual()
                        .withRestrictions(pools.restrictionsOf(call.interpreter()))
                        .withPreload(call.strings(8))
                        .withPath(call.strings(9)));
        Executor executor = pools.create(call.interpreter(), config);
        executor.pool().warmUp();
        return new Message.Int(executor.id());
    }

    private static int count(HostCall call, int index) {
        return Math.clamp(call.integer(index), 0, Integer.MAX_VALUE);
    }

    private static String text(Message message) {
        return String.valueOf(message.toJava());
    }

    private @Nullable Message submitNow(HostCall call) {
        Executor executor = find(call);
        if (executor == null) {
            return Message.Bool.of(false);
        }
        return switch (executor.submitNow(task(executor, call))) {
            case TAKEN -> Message.Bool.of(true);
            case REFUSED -> Message.Bool.of(false);
            case WOULD_WAIT -> null;
        };
    }

    private Message submit(HostCall call) throws InterruptedException {
        Executor executor = find(call);
        return Message.Bool.of(executor != null && executor.submit(task(executor, call)) == Submitted.TAKEN);
    }

    private static SubmittedTask task(Executor executor, HostCall call) {
        Object key = call.has(5) && !(call.message(5) instanceof Message.None) ? call.message(5) : null;
        return new SubmittedTask(
                executor, call.integer(1), key, call.timeout(6), call.message(2), call.message(3), call.message(4));
    }

    private Message completions(HostCall call) throws InterruptedException {
        Executor executor = find(call);
        if (executor == null) {
            return new Message.ListOf(List.of());
        }
        List<Completion> taken = executor.take();
        if (taken.isEmpty()) {
            pools.forget(executor);
        }
        List<Message> flat = new ArrayList<>(3 * taken.size());
        taken.forEach(completion -> add(flat, executor, completion));
        return Message.Laden.with(flat, new Message.ListOf(flat));
    }

    private void add(List<Message> flat, Executor executor, Completion completion) {
        switch (completion) {
            case Completion.Done(long ticket, Outcome outcome) -> done(flat, executor, ticket, outcome);
            case Completion.Failed(long ticket, Throwable reason) -> add(flat, ticket, FAILED, exception(reason));
            case Completion.Broken(InitializerFailed failed) ->
                add(flat, 0, BROKEN, failure(executor, failed.outcome()));
            case Completion.Broken(Throwable reason) -> add(flat, 0, BROKEN, exception(reason));
        }
    }

    /** Only what can be rebuilt for sure goes with the others: else none of them would arrive. */
    private void done(List<Message> flat, Executor executor, long ticket, Outcome outcome) {
        if (outcome instanceof Outcome.Returned(Message value)) {
            if (isPlain(value)) {
                add(flat, ticket, RESULT, value);
            } else {
                executor.keep(ticket, value);
                add(flat, ticket, KEPT, NONE);
            }
        } else {
            add(flat, ticket, RAISED, failure(executor, outcome));
        }
    }

    private static boolean isPlain(Message value) {
        return switch (value) {
            case Message.None _, Message.Bool _, Message.Int _, Message.BigInt _, Message.Real _ -> true;
            case Message.Str _, Message.Bytes _, Message.ComplexNumber _ -> true;
            default -> false;
        };
    }

    private static void add(List<Message> flat, long ticket, Message kind, Message value) {
        flat.add(new Message.Int(ticket));
        flat.add(kind);
        flat.add(value);
    }

    private Message failure(Executor executor, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Raised(var info, Message original) ->
                Message.Laden.with(
                        original.cargo(), Message.Tuple.of(Snapshots.strings(info), original, thrown(executor, info)));
            case Outcome.Unshareable(String what, var info) ->
                Message.Tuple.of(Snapshots.strings(info), Message.of(what), thrown(executor, info));
            case Outcome.Returned _ -> throw new IllegalArgumentException("it did not fail");
        };
    }

    private Message thrown(Executor executor, ExceptionInfo info) {
        Throwable thrown = info.thrown();
        return thrown == null ? NONE : pools.hold(executor.interpreter(), thrown);
    }

    /** A name and a message, for {@code host_error} of the Python side. */
    private static Message exception(Throwable reason) {
        String name = reason instanceof ClutchException clutch ? clutch.pythonName() : "InterpreterError";
        String message = reason instanceof ClutchException ? reason.getMessage() : "Java: " + reason;
        return Message.Tuple.of(Message.of(name), Message.of(message));
    }

    private Message result(HostCall call) {
        Executor executor = find(call);
        Message kept = executor == null ? null : executor.fetch(call.integer(1));
        if (kept == null) {
            throw new IllegalStateException("no result is kept for ticket " + call.integer(1));
        }
        return kept;
    }

    private Message withdraw(HostCall call) {
        return Message.Bool.of(has(call, executor -> executor.withdraw(call.integer(1))));
    }

    private boolean has(HostCall call, java.util.function.Predicate<Executor> what) {
        Executor executor = find(call);
        return executor != null && what.test(executor);
    }

    private Message shutDown(HostCall call) {
        Executor executor = find(call);
        if (executor != null && call.flag(1)) {
            return new Message.ListOf(executor.shutDownNow().stream()
                    .map(ticket -> (Message) new Message.Int(ticket))
                    .toList());
        }
        if (executor != null) {
            executor.pool().shutDown();
        }
        return new Message.ListOf(List.of());
    }

    private Message interrupt(HostCall call) {
        if (!(call.message(1) instanceof Message.None)) {
            return Message.Bool.of(has(call, executor -> executor.interrupt(call.integer(1))));
        }
        return Message.Bool.of(has(call, executor -> executor.pool().interrupt()));
    }

    private Message stuck(HostCall call) {
        Executor executor = find(call);
        List<StuckTask> stuck =
                executor == null ? List.of() : executor.pool().watchdog().stuck();
        return new Message.ListOf(stuck.stream().map(PoolFunctions::told).toList());
    }

    private static Message told(StuckTask task) {
        return Message.Tuple.of(
                Message.of(task.call()),
                Message.of(task.worker()),
                new Message.Int(task.interpreter()),
                new Message.Real(Duration.between(task.since(), Instant.now()).toNanos() / 1e9));
    }

    private long workers(HostCall call) {
        Executor executor = find(call);
        return executor == null ? 0 : executor.pool().workers();
    }

    private long waiting(HostCall call) {
        Executor executor = find(call);
        return executor == null ? 0 : executor.pool().waiting();
    }

    private @Nullable Executor find(HostCall call) {
        return pools.find(call.integer(0), call.interpreter());
    }
}
