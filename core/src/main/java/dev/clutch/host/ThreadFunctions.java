package dev.clutch.host;

import dev.clutch.message.Message;
import dev.clutch.queue.Waiters;
import java.util.concurrent.TimeUnit;

/**
 * The host functions of threads that wait for time to pass, or for each other: Java's waits can be
 * interrupted, and CPython's own cannot.
 */
public final class ThreadFunctions {
    private final Waiters waiters;

    private ThreadFunctions(Waiters waiters) {
        this.waiters = waiters;
    }

    /** Adds the functions that serve the given waiters. */
    public static void add(HostFunctions table, Waiters waiters) {
        ThreadFunctions on = new ThreadFunctions(waiters);
        table.add("sleep", "(seconds) -> None", on::sleep)
                .add("waiter_open", "() -> id", on::open, on::open)
                .add("waiter_wait", "(id, timeout: seconds or None) -> woken: bool", on::await)
                .add("waiter_wake", "(id) -> bool, whether that was the first time", on::wake)
                .add("waiter_close", "(id) -> None", on::close, on::close);
    }

    private Message sleep(HostCall call) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(call.timeout(0).nanos());
        return Message.None.NONE;
    }

    private Message open(HostCall call) {
        return new Message.Int(waiters.open(call.interpreter()));
    }

    private Message await(HostCall call) throws InterruptedException {
        return Message.Bool.of(waiters.await(call.integer(0), call.timeout(1)));
    }

    private Message wake(HostCall call) {
        return Message.Bool.of(waiters.wake(call.integer(0)));
    }

    private Message close(HostCall call) {
        waiters.close(call.integer(0));
        return Message.None.NONE;
    }
}
