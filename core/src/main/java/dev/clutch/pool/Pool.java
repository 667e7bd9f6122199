package dev.clutch.pool;

import dev.clutch.error.BrokenPoolException;
import java.util.ArrayDeque;
import java.util.ArrayList;
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
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition place = lock.newCondition();
    private final Condition terminated = lock.newCondition();
    private final AtomicInteger unfinished = new AtomicInteger();

    // Guarded by the lock:
    private final ArrayDeque<Task> shared = new ArrayDeque<>();
    private final ArrayDeque<Slot> idle = new ArrayDeque<>();
    private final List<Slot> slots = new ArrayList<>();
    private int waiting;
    private int workers;
    private int leaving;
    private long lastNumber;
    private boolean ended;

    /** A worker is on its way to the shared tasks. */
    private boolean waking;

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
    }

    PoolConfig config() {
        return config;
    }

    Supply supply() {
        return supply;
    }

    // ---- submitting -----------------------------------------------------------------------------------

    /** How a submission went. */
    enum Submitted {
        TAKEN,
        /** The pool is shut down. */
        REFUSED,
        /** It would have to wait, for a place or the lock. */
        WOULD_WAIT
    }

    /** Submits a task, waiting for a place. Returns TAKEN or REFUSED. */
    Submitted submit(Task task) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!isOver() && isFull()) {
                place.await();
            }
            return isOver() ? refuse() : add(task);
        } finally {
            lock.unlock();
        }
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
            return isFull() ? Submitted.WOULD_WAIT : add(task);
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

    private boolean isFull() {
        return config.capacity() > 0 && waiting >= config.capacity();
    }

    private Submitted add(Task task) {
        task.number = ++lastNumber;
        waiting++;
        unfinished.incrementAndGet();
        Object key = task.key();
        if (key == null) {
            shared.add(task);
            wakeOrStart();
        } else {
            Slot slot = slot(Math.floorMod(spread(key.hashCode()), config.most()));
            slot.keyed.add(task);
            wakeOrStart(slot);
        }
        return Submitted.TAKEN;
    }

    /** Hashes of numbers are the numbers: neighbours and multiples are to go to different slots too. */
    private static int spread(int hash) {
        int mixed = hash * 0x9E3779B9;
        return mixed ^ (mixed >>> 16);
    }

    private Slot slot(int number) {
        while (slots.size() <= number) {
            slots.add(new Slot(slots.size(), lock.newCondition()));
        }
        return slots.get(number);
    }

    private void wakeOrStart() {
        if (!idle.isEmpty()) {
            wakeOne();
        } else if (workers < config.most() && unfinished.get() > workers - leaving) {
            start(freeSlot());
        }
    }

    /** One at a time: who wakes up and leaves tasks behind wakes the next. Waking takes longer than many a task. */
    private void wakeOne() {
        if (!waking) {
            waking = true;
            idle.removeLast().wake();
        }
    }

    private Slot freeSlot() {
        int number = 0;
        while (slot(number).worker != null) {
            number++;
        }
        return slot(number);
    }

    private void wakeOrStart(Slot slot) {
        if (slot.worker == null) {
            start(slot);
        } else if (idle.remove(slot)) {
            slot.wake();
        }
    }

    private void start(Slot slot) {
        Worker worker = new Worker(this, slot, config.name() + "_" + slot.number);
        slot.worker = worker;
        workers++;
        try {
            supply.thread(worker.name(), worker).start();
        } catch (RuntimeException | Error e) {
            slot.worker = null;
            workers--;
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
                Task next = cause == null ? poll(slot) : null;
                passOn(slot);
                if (next != null || isOver() || !awaitTask(slot)) {
                    return next;
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void passOn(Slot slot) {
        if (slot.woken) {
            slot.woken = false;
            waking = false;
            if (!shared.isEmpty() && !idle.isEmpty()) {
                wakeOne();
            }
        }
    }

    private @Nullable Task poll(Slot slot) {
        Task own = slot.keyed.peek();
        Task any = shared.peek();
        if (own == null && any == null) {
            return null;
        }
        boolean ownFirst = any == null || (own != null && own.number < any.number);
        Task task = (ownFirst ? slot.keyed : shared).remove();
        waiting--;
        place.signal();
        return task;
    }

    /** Returns false if the worker has waited for long enough and is to end. */
    private boolean awaitTask(Slot slot) {
        slot.woken = false;
        idle.add(slot);
        long nanos = config.keepAlive().toNanos();
        while (!slot.woken) {
            if (workers - leaving <= config.fewest()) {
                slot.wake.awaitUninterruptibly();
            } else if (nanos <= 0) {
                idle.remove(slot);
                slot.isLeaving = true;
                leaving++;
                return false;
            } else {
                nanos = awaitNanos(slot, nanos);
            }
        }
        return true;
    }

    /** Nobody means an idle worker by an interrupt: what was meant for its last task came too late. */
    @SuppressWarnings("WaitNotInLoop") // it is called in one
    private static long awaitNanos(Slot slot, long nanos) {
        try {
            return slot.wake.awaitNanos(nanos);
        } catch (InterruptedException e) {
            return nanos;
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
            slot.worker = null;
            workers--;
            if (slot.isLeaving) {
                slot.isLeaving = false;
                leaving--;
            }
            if (cause == null && (!slot.keyed.isEmpty() || (!shared.isEmpty() && workers < config.most()))) {
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
        if (ended || !isOver() || workers > 0) {
            return false;
        }
        ended = true;
        terminated.signalAll();
        return true;
    }

    private void tellEnd(boolean last) {
        if (last) {
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
        List<Task> all = new ArrayList<>(shared);
        shared.clear();
        for (Slot slot : slots) {
            all.addAll(slot.keyed);
            slot.keyed.clear();
        }
        waiting = 0;
        unfinished.addAndGet(-all.size());
        return all;
    }

    private void wakeAll() {
        idle.forEach(Slot::wake);
        idle.clear();
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

    /** Interrupts what runs. */
    void interrupt() {
        running().forEach(Worker::interrupt);
    }

    /** Ends it by force: nothing that was not begun is done, and what runs is interrupted until it ends. */
    void abandon() {
        shutDownNow().forEach(task -> task.fail(new CancellationException("the interpreters are closed")));
        running().forEach(Worker::closeNow);
    }

    private List<Worker> running() {
        lock.lock();
        try {
            List<Worker> all = new ArrayList<>();
            for (Slot slot : slots) {
                if (slot.worker != null) {
                    all.add(slot.worker);
                }
            }
            return all;
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
            return workers;
        } finally {
            lock.unlock();
        }
    }

    /** How many tasks wait. */
    int waiting() {
        lock.lock();
        try {
            return waiting;
        } finally {
            lock.unlock();
        }
    }
}
