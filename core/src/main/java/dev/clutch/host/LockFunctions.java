package dev.clutch.host;

import dev.clutch.host.HostFunction.Prompt;
import dev.clutch.host.HostFunction.Quick;
import dev.clutch.lock.Locks;
import dev.clutch.lock.SharedBarrier;
import dev.clutch.lock.SharedCondition;
import dev.clutch.lock.SharedEvent;
import dev.clutch.lock.SharedLock;
import dev.clutch.lock.SharedSemaphore;
import dev.clutch.message.Message;
import dev.clutch.shared.Owner;
import dev.clutch.shared.SharedObjects;
import org.jspecify.annotations.Nullable;

/**
 * The host functions of locks, semaphores, events, conditions and barriers. Those that give something back
 * are served also when the thread is to be interrupted.
 */
public final class LockFunctions {
    private final SharedObjects objects;
    private final Locks locks;

    private LockFunctions(SharedObjects objects) {
        this.objects = objects;
        this.locks = new Locks(objects);
    }

    /** Adds the functions that serve the given objects. */
    public static void add(HostFunctions table, SharedObjects objects) {
        LockFunctions on = new LockFunctions(objects);
        on.addLock(table);
        on.addCondition(table);
        on.addSemaphore(table);
        on.addEvent(table);
        on.addBarrier(table);
    }

    /** Something to do that has no result. */
    private interface Action {
        void run(HostCall call);
    }

    private static Prompt prompt(Action action) {
        return call -> {
            action.run(call);
            return Message.None.NONE;
        };
    }

    /** The method {@code __exit__} of an object whose id comes first; it has no use for the exception. */
    private static Prompt exit(Action action) {
        return new Prompt() {
            @Override
            public Message serve(HostCall call) {
                action.run(call);
                return Message.None.NONE;
            }

            @Override
            public long arguments() {
                return 1;
            }
        };
    }

    private static @Nullable Message trueOrNotNow(boolean done) {
        return done ? Message.Bool.of(true) : null;
    }

    private static Owner owner(HostCall call) {
        return Owner.of(call.interpreter());
    }

    private static Message number(long value) {
        return new Message.Int(value);
    }

    // ---- locks ----------------------------------------------------------------------------------------------

    private void addLock(HostFunctions table) {
        Quick acquireNow = call -> trueOrNotNow(lock(call).acquireNow(owner(call)));
        Quick releaseNow = call -> lock(call).releaseNow(owner(call)) ? Message.None.NONE : null;
        table.add(
                        "lock_create",
                        "(reentrant: bool) -> id",
                        call -> number(
                                locks.lock(call.flag(0), call.interpreter()).id()))
                .add(
                        "lock_acquire",
                        "(id, timeout: seconds or None) -> bool",
                        acquireNow,
                        call -> Message.Bool.of(lock(call).acquire(owner(call), call.timeout(1))))
                .add(
                        "lock_release",
                        "(id) -> None",
                        releaseNow,
                        prompt(call -> lock(call).release(owner(call))))
                .add(
                        "lock_exit",
                        "(id, *ignored) -> None",
                        releaseNow,
                        exit(call -> lock(call).release(owner(call))))
                .add(
                        "lock_recover",
                        "(id) -> bool",
                        call -> Message.Bool.of(lock(call).recover(owner(call))))
                .add(
                        "lock_locked",
                        "(id) -> bool",
                        call -> Message.Bool.of(lock(call).isLocked()))
                .add(
                        "lock_depth",
                        "(id) -> int, how often the caller has taken it",
                        call -> number(lock(call).depth(owner(call))));
    }

    private SharedLock lock(HostCall call) {
        return objects.find(call.integer(0), SharedLock.class);
    }

    private void addCondition(HostFunctions table) {
        table.add(
                        "condition_create",
                        "(id of the lock) -> id",
                        call -> number(
                                lock(call).newCondition(call.interpreter()).id()))
                .add(
                        "condition_lock",
                        "(id) -> (id of the lock, reentrant: bool)",
                        call -> Message.Tuple.of(
                                number(condition(call).lock().id()),
                                Message.Bool.of(condition(call).lock().isReentrant())))
                .add(
                        "condition_wait",
                        "(id, timeout: seconds or None) -> bool",
                        call -> Message.Bool.of(condition(call).waitForNotification(owner(call), call.timeout(1))))
                .add(
                        "condition_notify",
                        "(id, count, or None for all) -> None",
                        prompt(call -> condition(call).notify(owner(call), count(call))));
    }

    private static long count(HostCall call) {
        return call.message(1) == Message.None.NONE ? Long.MAX_VALUE : call.integer(1);
    }

    private SharedCondition condition(HostCall call) {
        return objects.find(call.integer(0), SharedCondition.class);
    }

    // ---- semaphores and events ------------------------------------------------------------------------------

    private void addSemaphore(HostFunctions table) {
        table.add(
                        "semaphore_create",
                        "(value: int, bounded: bool) -> id",
                        call -> number(locks.semaphore(call.integer(0), call.flag(1), call.interpreter())
                                .id()))
                .add(
                        "semaphore_acquire",
                        "(id, timeout: seconds or None) -> bool",
                        call -> trueOrNotNow(semaphore(call).acquireNow(call.interpreter())),
                        call -> Message.Bool.of(semaphore(call).acquire(call.interpreter(), call.timeout(1))))
                .add(
                        "semaphore_release",
                        "(id, count) -> None",
                        prompt(call -> semaphore(call).release(call.interpreter(), call.integer(1))))
                .add(
                        "semaphore_exit",
                        "(id, *ignored) -> None",
                        exit(call -> semaphore(call).release(call.interpreter(), 1)));
    }

    private SharedSemaphore semaphore(HostCall call) {
        return objects.find(call.integer(0), SharedSemaphore.class);
    }

    private void addEvent(HostFunctions table) {
        table.add(
                        "event_create",
                        "() -> id",
                        call -> number(locks.event(call.interpreter()).id()))
                .add(
                        "event_is_set",
                        "(id) -> bool",
                        call -> Message.Bool.of(event(call).isSet()),
                        call -> Message.Bool.of(event(call).isSet()))
                .add("event_set", "(id) -> None", prompt(call -> event(call).set()))
                .add("event_clear", "(id) -> None", prompt(call -> event(call).clear()))
                .add(
                        "event_wait",
                        "(id, timeout: seconds or None) -> bool",
                        call -> trueOrNotNow(event(call).isSet()),
                        call -> Message.Bool.of(event(call).await(call.timeout(1))));
    }

    private SharedEvent event(HostCall call) {
        return objects.find(call.integer(0), SharedEvent.class);
    }

    // ---- barriers -------------------------------------------------------------------------------------------

    private void addBarrier(HostFunctions table) {
        table.add("barrier_create", "(parties: int, timeout: seconds or None) -> id", this::createBarrier)
                .add(
                        "barrier_join",
                        "(id) -> (parties, timeout, action); the caller may be one of the parties",
                        this::join)
                .add(
                        "barrier_set_action",
                        "(id, function) -> None",
                        prompt(call -> barrier(call).setAction(call.message(1))))
                .add(
                        "barrier_wait",
                        "(id, timeout: seconds or None, acts: bool) -> index, or -1 to have the action run",
                        call -> number(barrier(call).arrive(call.interpreter(), call.timeout(1), call.flag(2))))
                .add("barrier_acted", "(id) -> index", (Prompt)
                        call -> number(barrier(call).acted()))
                .add(
                        "barrier_abort",
                        "(id) -> None",
                        prompt(call -> barrier(call).abort()))
                .add(
                        "barrier_reset",
                        "(id) -> None",
                        prompt(call -> barrier(call).reset()))
                .add(
                        "barrier_state",
                        "(id) -> (waiting: int, broken: bool)",
                        call -> Message.Tuple.of(
                                number(barrier(call).waiting()),
                                Message.Bool.of(barrier(call).isBroken())));
    }

    private Message createBarrier(HostCall call) {
        SharedBarrier made = locks.barrier(Math.toIntExact(call.integer(0)), call.message(1), call.interpreter());
        made.madeKnownTo(call.interpreter());
        return number(made.id());
    }

    private Message join(HostCall call) {
        SharedBarrier joined = barrier(call);
        joined.madeKnownTo(call.interpreter());
        return Message.Tuple.of(number(joined.parties()), joined.defaultTimeout(), joined.action());
    }

    private SharedBarrier barrier(HostCall call) {
        return objects.find(call.integer(0), SharedBarrier.class);
    }
}
