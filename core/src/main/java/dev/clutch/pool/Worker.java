package dev.clutch.pool;

import dev.clutch.error.InterpreterClosedException;
import org.jspecify.annotations.Nullable;

/** One thread of a pool with its interpreter. */
final class Worker implements Runnable {
    private static final ThreadLocal<Worker> CURRENT = new ThreadLocal<>();

    private final Pool pool;
    private final Slot slot;
    private final String name;
    private volatile @Nullable Workplace place;

    /** What it runs at this moment; guarded by {@code this}, so that an interrupt never hits the next task. */
    private @Nullable Task current;

    Worker(Pool pool, Slot slot, String name) {
        this.pool = pool;
        this.slot = slot;
        this.name = name;
    }

    String name() {
        return name;
    }

    @Override
    public void run() {
        CURRENT.set(this);
        try {
            enter();
            for (Task task = pool.take(slot); task != null; task = pool.take(slot)) {
                serve(task);
            }
        } catch (RuntimeException | Error e) {
            pool.breakBy(e);
        } finally {
            end();
        }
    }

    private void end() {
        try {
            leave();
        } catch (RuntimeException | Error e) {
            System.getLogger("dev.clutch").log(System.Logger.Level.ERROR, "a pool cannot close its interpreter", e);
        } finally {
            pool.ended(slot);
        }
    }

    private void serve(Task task) {
        Workplace at;
        try {
            at = place == null ? enter() : place;
            at.begin(pool.initializer(), name);
        } catch (RuntimeException | Error e) {
            pool.breakBy(e);
            Pool.failUnbegun(task, e);
            return;
        }
        if (begin(task)) {
            finish(task, at);
        } else {
            pool.finished();
        }
    }

    private Workplace enter() {
        Workplace opened = Workplace.open(pool);
        place = opened;
        return opened;
    }

    private void leave() {
        Workplace left = place;
        place = null;
        if (left != null) {
            left.close();
        }
    }

    private void finish(Task task, Workplace at) {
        Runnable tell;
        try {
            tell = task.run(at);
        } catch (InterpreterClosedException e) {
            pool.breakBy(e);
            tell = () -> task.fail(Pool.broken(e));
        } catch (RuntimeException | Error e) {
            tell = () -> task.fail(e);
        } finally {
            clear();
            task.cargo().discard();
        }
        pool.finished();
        tell.run();
        if (at.countTask() == pool.config().tasksPerInterpreter()) {
            leave();
        }
    }

    private synchronized boolean begin(Task task) {
        if (!task.begin(this)) {
            return false;
        }
        current = task;
        return true;
    }

    private synchronized void clear() {
        current = null;
        Thread.interrupted(); // what came too late
    }

    /** Interrupts the task if it is still running. */
    synchronized void interrupt(Task task) {
        if (current == task && place != null) {
            place.interpreter().interrupt();
        }
    }

    /** Interrupts whatever it runs. */
    synchronized void interrupt() {
        if (current != null && place != null) {
            place.interpreter().interrupt();
        }
    }

    /** Closes its interpreter under it. */
    void closeNow() {
        Workplace at = place;
        if (at != null) {
            at.interpreter().closeNow();
        }
    }

    /** The interpreter of the worker that runs the calling task of Java code. */
    static PooledInterpreter currentInterpreter() {
        Worker worker = CURRENT.get();
        Workplace at = worker == null ? null : worker.place;
        if (at == null) {
            throw new IllegalStateException(Thread.currentThread() + " runs no task of a pool");
        }
        return at.interpreter();
    }
}
