package dev.clutch.pool;

import dev.clutch.error.ExecutionFailedException;
import dev.clutch.error.InterpreterClosedException;
import dev.clutch.spi.Outcome;
import org.jspecify.annotations.Nullable;

/** One thread of a pool with its interpreter. */
final class Worker implements Runnable {
    private static final ThreadLocal<Worker> CURRENT = new ThreadLocal<>();

    private final Pool pool;
    private final Slot slot;
    private final String name;
    private volatile @Nullable Workplace place;

    private volatile @Nullable Thread thread;

    /** What it runs at this moment; written under {@code this}, so that an interrupt never hits the next task. */
    private volatile @Nullable Task current;

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
        thread = Thread.currentThread();
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
        Outcome outcome = null;
        Throwable failure = null;
        try {
            outcome = task.run(at);
        } catch (InterpreterClosedException e) {
            pool.breakBy(e);
            failure = Pool.broken(e);
        } catch (RuntimeException | Error e) {
            failure = e;
        } finally {
            clear();
            task.cargo().discard();
        }
        Task.State before = task.end();
        pool.finished();
        tell(task, before, outcome, failure);
        if (before == Task.State.STUCK || at.countTask() == pool.config().tasksPerInterpreter()) {
            leave();
        }
    }

    private void tell(Task task, Task.State before, @Nullable Outcome outcome, @Nullable Throwable failure) {
        if (before == Task.State.BEGUN) {
            tellInTime(task, outcome, failure);
            return;
        }
        if (outcome != null) {
            outcome.cargo().discard();
        }
        if (before == Task.State.STUCK) {
            watchdog().isFree(task);
        } else {
            task.fail(watchdog().tooLate(task, failure == null ? raised(outcome) : failure));
        }
    }

    private static void tellInTime(Task task, @Nullable Outcome outcome, @Nullable Throwable failure) {
        if (failure != null) {
            task.fail(failure);
        } else if (outcome != null) {
            task.complete(outcome);
        }
    }

    private static @Nullable Throwable raised(@Nullable Outcome outcome) {
        return outcome instanceof Outcome.Raised(var exception, var _) ? new ExecutionFailedException(exception) : null;
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

    /** Interrupts the task. Returns false if it does nothing that can be interrupted at this moment. May wait for a GIL. */
    synchronized boolean interrupt(Task task) {
        Workplace at = place;
        Thread running = thread;
        if (current != task || at == null || running == null) {
            return false;
        }
        if (at.interpreter().interrupt(running)) {
            return true;
        }
        if (task instanceof JavaTask) {
            running.interrupt();
            return true;
        }
        return false;
    }

    /** Interrupts whatever it runs. */
    void interrupt() {
        Task task = current;
        if (task != null) {
            watchdog().interrupt(task);
        }
    }

    Watchdog watchdog() {
        return pool.watchdog();
    }

    /** The id of its interpreter; -1 if it has none. */
    long interpreterId() {
        Workplace at = place;
        return at == null ? -1 : at.interpreter().id();
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
