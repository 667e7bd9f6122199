package dev.clutch.lock;

import dev.clutch.shared.Shared;
import dev.clutch.shared.SharedObjects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What all of them have in common: a monitor that guards the state, and is held for moments only.
 * Nobody takes another lock while holding it.
 */
abstract class Primitive extends Shared {
    private final ReentrantLock monitor;
    private boolean shut;

    Primitive(SharedObjects owner, String kind, ReentrantLock monitor) {
        super(owner, kind);
        this.monitor = monitor;
    }

    final ReentrantLock monitor() {
        return monitor;
    }

    /** Something to do while holding the monitor. */
    interface Work<T extends @Nullable Object, E extends Exception> {
        T run() throws E;
    }

    final <T extends @Nullable Object, E extends Exception> T guarded(Work<T, E> work) throws E {
        monitor.lock();
        try {
            return work.run();
        } finally {
            monitor.unlock();
        }
    }

    final void run(Runnable work) {
        monitor.lock();
        try {
            work.run();
        } finally {
            monitor.unlock();
        }
    }

    /** Refuses once it is shut. Called with the monitor held. */
    void requireUsable() {
        if (shut) {
            throw gone();
        }
    }

    /** Wakes all who wait, so that they look whether it is still usable. Called with the monitor held. */
    abstract void wakeAll();

    @Override
    protected final void shut() {
        run(() -> {
            shut = true;
            wakeAll();
        });
        left();
    }

    /** It is shut: for what has to be tidied up. */
    void left() {}
}
