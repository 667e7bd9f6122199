package dev.clutch.pool;

import dev.clutch.error.BrokenPoolException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Workers that take tasks from one queue. Each is a platform thread with an interpreter of its own that
 * nobody else uses, so tasks run in parallel, and handing them out takes no GIL. Safe for use by many threads.
 *
 * <p><b>Workers.</b> One is started when there are more unfinished tasks than workers. A task counts as
 * finished before anybody is told of its result: who submits again when he has got it finds the worker free.
 *
 * <p><b>Keys.</b> A key belongs to one of the slots by its hash. Only the worker there takes its tasks,
 * the oldest of these and of the shared ones first.
 *
 * <p><b>The end.</b> Shut down, a pool takes no more tasks but does those that it has. Broken, because an
 * initializer failed or somebody closed an interpreter, it fails those that were not begun. Either way no
 * task is left without an answer, and the pool has terminated when the last interpreter is closed.
 */
final class Pool {
    private final PoolConfig config;
    private final Supply supply;
    private final Consumer<Throwable> onBreak;
    private final Runnable onEnd;
    private final @Nullable Initializer initializer;
    private final Watchdog watchdog;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition place = lock.newCondition();
    private final Condition terminated = lock.newCondition();
    private final AtomicInteger unfinished = new AtomicInteger();

    // Guarded by the lock:
    private final TaskQueue tasks;
    private final Crew crew;
    private boolean ended;

    private volatile boolean shutDown;
    private volatile @Nullable Throwable cause;

    /**
     * No workers yet.
     *
     * @param onBreak is told once, before any task fails, if the pool breaks
     * @param onEnd is told once when the pool has terminated
     */
    Pool(PoolConfig config, Supply supply, Consumer<Throwable> onBreak, Runnable onEnd) {
        this.config = config;
        this.supply = supply;
        this.onBreak = onBreak;
        this.onEnd = onEnd;
        this.initializer =
                config.initializer() == null ? null : config.initializer().forPool();
        this.watchdog = new Watchdog(config, supply);
        this.tasks = new TaskQueue(config.capacity());
        this.crew = new Crew(config, lock);
    }

    PoolConfig config() {
        return config;
    }

    Supply supply() {
        return supply;
    }

    Watchdog watchdog() {
        return watchdog;
    }

    @Nullable
    Initializer initializer() {
        return initializer;
    }

    // ---- submitting -----------------------------------------------------------------------------------

    /** Submits a task, waiting for a place. Returns TAKEN or REFUSED. */
    Submitted submit(Task task) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = task.nanosLeft();
            while (!isOver() && tasks.isFull() && left > 0) {
                left = place.awaitNanos(left);
            }
            if (isOver()) {
                return refuse();
            }
            if (!tasks.isFull()) {
                return add(task);
            }
        } finally {
            lock.unlock();
        }
        watchdog.timeIsUp(task);
        return Submitted.TAKEN;
    }

    /** Submits a task if that needs no wait. */
    Submitted submitNow(Task task) {
        if (!lock.tryLock()) {
            return Submitted.WOULD_WAIT;
        }
        try {
            if (isOver()) {
                return refuse();
            }
            return tasks.isFull() ? Submitted.WOULD_WAIT : add(task);
        } finally {
            lock.unlock();
        }
    }

    private boolean isOver() {
        return shutDown || cause != null;
    }

    private Submitted refuse() {
        Throwable reason = cause;
        if (reason != null) {
            throw broken(reason);
        }
        return Submitted.REFUSED;
    }

    private Submitted add(Task task) {
        watchdog.watch(task);
        unfinished.incrementAndGet();
        Object key = task.key();
        if (key == null) {
            tasks.add(task, null);
            wakeOrStart();
        } else {
            Slot slot = crew.slotOf(key);
            tasks.add(task, slot);
            wakeOrStart(slot);
        }
        return Submitted.TAKEN;
    }

    /** Starts a worker before there is a task, unless there is one. */
    void warmUp() {
        lock.lock();
        try {
            if (!isOver() && crew.size() == 0) {
                start(crew.freeSlot());
            }
        } finally {
            lock.unlock();
        }
    }

    private void wakeOrStart() {
        if (!crew.wakeOne() && crew.mayGrow() && unfinished.get() > crew.staying()) {
            start(crew.freeSlot());
        }
    }

    private void wakeOrStart(Slot slot) {
        if (slot.worker == null) {
            start(slot);
        } else {
            crew.wake(slot);
        }
    }

    private void start(Slot slot) {
        Worker worker = new Worker(this, slot, config.name() + "_" + slot.number);
        crew.join(slot, worker);
        try {
            supply.thread(worker.name(), worker).start();
        } catch (RuntimeException | Error e) {
            crew.leave(slot);
            breakBy(e);
        }
    }

    // ---- by workers -----------------------------------------------------------------------------------

    /** The next task for the worker there, waiting for one; null if the worker is to end. */
    @Nullable
    Task take(Slot slot) {
        lock.lock();
        try {
            while (true) {
                Task next = cause == null ? tasks.poll(slot) : null;
                crew.hasLooked(slot, tasks.hasShared());
                if (next != null) {
                    place.signal();
                    return next;
                }
                if (isOver() || !crew.await(slot)) {
                    return null;
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** A worker has done with a task, and nobody was told yet. */
    void finished() {
        unfinished.decrementAndGet();
    }

    /** The worker there has ended, and its interpreter is closed. */
    void ended(Slot slot) {
        boolean last;
        lock.lock();
        try {
            crew.leave(slot);
            if (cause == null && (!slot.keyed.isEmpty() || (tasks.hasShared() && crew.mayGrow()))) {
                start(slot);
            }
            last = tryEnd();
        } finally {
            lock.unlock();
        }
        tellEnd(last);
    }

    /** Ends the pool if nothing is left to be done. The caller holds the lock, and tells. */
    private boolean tryEnd() {
        if (ended || !isOver() || crew.size() > 0) {
            return false;
        }
        ended = true;
        terminated.signalAll();
        return true;
    }

    private void tellEnd(boolean last) {
        if (last) {
            if (initializer != null) {
                initializer.discard();
            }
            onEnd.run();
        }
    }

    /** What tasks fail with that cannot be run. */
    static BrokenPoolException broken(Throwable reason) {
        return new BrokenPoolException("the pool is not usable any more: " + reason.getMessage(), reason);
    }

    // ---- the end --------------------------------------------------------------------------------------

    /** Fails all tasks that were not begun, and takes no more. */
    void breakBy(Throwable reason) {
        List<Task> failed;
        boolean last;
        lock.lock();
        try {
            if (cause != null) {
                return;
            }
            cause = reason;
            failed = drain();
            wakeAll();
            last = tryEnd();
        } finally {
            lock.unlock();
        }
        onBreak.accept(reason);
        failed.forEach(task -> failUnbegun(task, reason));
        tellEnd(last);
    }

    static void failUnbegun(Task task, Throwable reason) {
        if (task.withdraw()) {
            task.fail(broken(reason));
        }
    }

    private List<Task> drain() {
        List<Task> all = tasks.drain(crew.slots());
        unfinished.addAndGet(-all.size());
        return all;
    }

    private void wakeAll() {
        crew.wakeAll();
        place.signalAll();
    }

    /** Takes no more tasks. Harmless when repeated. */
    void shutDown() {
        shutDown(false);
    }

    /** Takes no more tasks, and withdraws those that were not begun, which it returns. */
    List<Task> shutDownNow() {
        return shutDown(true);
    }

    private List<Task> shutDown(boolean withdraw) {
        List<Task> drained;
        boolean last;
        lock.lock();
        try {
            shutDown = true;
            drained = withdraw ? drain() : List.of();
            wakeAll();
            last = tryEnd();
        } finally {
            lock.unlock();
        }
        tellEnd(last);
        return drained.stream().filter(Task::withdraw).toList();
    }

    /** Interrupts what runs. Returns whether there are workers. */
    boolean interrupt() {
        List<Worker> workers = running();
        workers.forEach(Worker::interrupt);
        return !workers.isEmpty();
    }

    /** Ends it by force: nothing that was not begun is done, and what runs is interrupted until it ends. */
    void abandon() {
        shutDownNow().forEach(task -> task.fail(new CancellationException("the interpreters are closed")));
        running().forEach(Worker::closeNow);
    }

    private List<Worker> running() {
        lock.lock();
        try {
            return crew.workers();
        } finally {
            lock.unlock();
        }
    }

    boolean isShutDown() {
        return isOver();
    }

    boolean hasEnded() {
        lock.lock();
        try {
            return ended;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until it has terminated. Returns false if the time is up. */
    boolean awaitEnd(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (!ended) {
                if (left <= 0) {
                    return false;
                }
                left = terminated.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    // ---- how it is --------------------------------------------------------------------------------------

    /** How many workers there are. */
    int workers() {
        lock.lock();
        try {
            return crew.size();
        } finally {
            lock.unlock();
        }
    }

    /** How many tasks wait. */
    int waiting() {
        lock.lock();
        try {
            return tasks.size();
        } finally {
            lock.unlock();
        }
    }
}
