package dev.clutch.pool;

import dev.clutch.buffer.Cargo;
import dev.clutch.queue.Timeout;
import dev.clutch.spi.Outcome;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One piece of work for a pool: it waits, then either is begun by a worker, once, or withdrawn. Whoever is
 * first decides; so a task that was withdrawn never runs, and one that was begun cannot be withdrawn. It can be
 * given up then, if it has not ended: either its result is told or that it was given up, never both.
 *
 * <p>The buffers that it is laden with are the pool's from when it is accepted. Who withdraws it gets them back.
 */
abstract sealed class Task permits FunctionTask, JavaTask, SubmittedTask {

    /** What has become of it. */
    enum State {
        WAITING,
        WITHDRAWN,
        BEGUN,
        /** It was begun, and is interrupted. */
        GIVEN_UP,
        /** It was given up, and does not end. */
        STUCK,
        ENDED
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
    private final @Nullable Object key;
    private final Cargo cargo;
    private final long limit;
    private final long deadline;
    private volatile @Nullable Worker worker;
    private volatile @Nullable Future<?> timer;

    /** The place among the pool's tasks; written and read under its lock. */
    private long number;

    /** A task that is to end within that time from now. */
    Task(@Nullable Object key, Cargo cargo, Timeout timeout) {
        this.key = key;
        this.cargo = cargo;
        this.limit = timeout.nanos();
        this.deadline = hasDeadline() ? System.nanoTime() + limit : 0;
    }

    /** Tasks with equal keys run in one interpreter, one after the other. */
    @Nullable
    Object key() {
        return key;
    }

    /** The buffers that it is laden with. */
    Cargo cargo() {
        return cargo;
    }

    /** A pool is going to have it run, as the one of that number. */
    void accept(long as) {
        number = as;
        cargo.accept();
    }

    long number() {
        return number;
    }

    boolean hasDeadline() {
        return limit < Long.MAX_VALUE;
    }

    /** How many nanoseconds it had. */
    long limit() {
        return limit;
    }

    /** How many nanoseconds it has. */
    long nanosLeft() {
        return hasDeadline() ? deadline - System.nanoTime() : Long.MAX_VALUE;
    }

    /** What is to be cancelled when it ends. */
    void setTimer(Future<?> set) {
        timer = set;
        if (!isWaiting() && !isRunning()) {
            set.cancel(false);
        }
    }

    private void cancelTimer() {
        Future<?> set = timer;
        if (set != null) {
            set.cancel(false);
        }
    }

    /** Whether it may still be withdrawn. */
    boolean isWaiting() {
        return state.get() == State.WAITING;
    }

    /** Whether it was begun and has not ended. */
    boolean isRunning() {
        return switch (state.get()) {
            case BEGUN, GIVEN_UP, STUCK -> true;
            case WAITING, WITHDRAWN, ENDED -> false;
        };
    }

    /** Who has begun it. */
    @Nullable
    Worker worker() {
        return worker;
    }

    /** Begins it. Returns false if it was withdrawn. */
    boolean begin(Worker by) {
        worker = by;
        return state.compareAndSet(State.WAITING, State.BEGUN);
    }

    /** Takes it back. Returns false if it was begun, or withdrawn before. */
    boolean withdraw() {
        boolean withdrawn = state.compareAndSet(State.WAITING, State.WITHDRAWN);
        if (withdrawn) {
            cancelTimer();
            cargo.withdraw();
            cargo.settle();
        }
        return withdrawn;
    }

    /** Has it end soon if it runs: nobody waits for its result any more. */
    void giveUp() {
        Worker running = worker;
        if (running != null && state.compareAndSet(State.BEGUN, State.GIVEN_UP)) {
            running.watchdog().stop(this);
        }
    }

    /** It was given up and goes on. Returns false if it has just ended. */
    boolean getStuck() {
        return state.compareAndSet(State.GIVEN_UP, State.STUCK);
    }

    /** It has ended. Returns what it was before. */
    State end() {
        State before = state.getAndSet(State.ENDED);
        cancelTimer();
        return before;
    }

    /** Interrupts it. Returns false if there is nothing to interrupt at this moment. */
    boolean interrupt() {
        Worker running = worker;
        return running != null && running.interrupt(this);
    }

    /** What it calls, for people. */
    abstract String called();

    /** Does the work; null for Java code, which tells of its end itself. */
    abstract @Nullable Outcome run(Workplace place);

    /** Tells whoever waits for it what has come out. */
    abstract void complete(Outcome outcome);

    /** It will never be run, has failed, or takes too long. */
    abstract void fail(Throwable reason);
}
