package dev.clutch.pool;

import dev.clutch.buffer.Cargo;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One piece of work for a pool: it waits, then either is begun by a worker, once, or withdrawn. Whoever is
 * first decides; so a task that was withdrawn never runs, and one that was begun cannot be withdrawn.
 *
 * <p>The buffers that it is laden with are the pool's from when it is accepted. Who withdraws it gets them back.
 */
abstract sealed class Task permits FunctionTask, JavaTask, SubmittedTask {
    private enum State {
        WAITING,
        BEGUN,
        WITHDRAWN
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
    private final @Nullable Object key;
    private final Cargo cargo;
    private volatile @Nullable Worker worker;

    /** The place among the pool's tasks; written and read under its lock. */
    private long number;

    Task(@Nullable Object key, Cargo cargo) {
        this.key = key;
        this.cargo = cargo;
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

    /** Whether it may still be withdrawn. */
    boolean isWaiting() {
        return state.get() == State.WAITING;
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
            cargo.withdraw();
            cargo.settle();
        }
        return withdrawn;
    }

    /** Interrupts it if it runs at this moment. */
    void interrupt() {
        Worker running = worker;
        if (running != null) {
            running.interrupt(this);
        }
    }

    /** Does the work; returns what tells whoever waits for it, to be run when the worker is free again. */
    abstract Runnable run(Workplace place);

    /** It will never be run, or its interpreter was closed in the middle of it. */
    abstract void fail(Throwable reason);
}
