package dev.clutch.cpython.thread;

import dev.clutch.error.InterpreterException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether threads may enter an interpreter: all of them while it is open; while it is being closed only
 * the thread that closes it; none once it has ended.
 */
final class Gate {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile @Nullable Thread closer;
    private final AtomicInteger newcomers = new AtomicInteger();
    private volatile boolean ended;

    boolean isOpenFor(Thread thread) {
        return closer == null || (!ended && closer == thread);
    }

    boolean isClosing() {
        return closer != null;
    }

    /**
     * Counts the calling thread as one that will enter for the first time; {@link #arrived} follows when
     * it has what it needs to be counted by.
     *
     * @return false if it may not
     */
    boolean arrive() {
        newcomers.incrementAndGet();
        boolean open = isOpenFor(Thread.currentThread());
        if (!open) {
            arrived();
        }
        return open;
    }

    void arrived() {
        newcomers.decrementAndGet();
        if (isClosing()) {
            signalLeft();
        }
    }

    boolean hasNewcomers() {
        return newcomers.get() > 0;
    }

    /**
     * Closes the gate for all but the calling thread. Waits while another thread is at it.
     *
     * @return false if the interpreter has ended
     */
    boolean close() {
        lock.lock();
        try {
            while (!ended && closer != null) {
                changed.await();
            }
            if (ended) {
                return false;
            }
            closer = Thread.currentThread();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterpreterException("interrupted while waiting for " + closer + " to close the interpreter", e);
        } finally {
            lock.unlock();
        }
    }

    /** Opens the gate again if the interpreter has not ended; else it stays closed for good. */
    void done(boolean hasEnded) {
        lock.lock();
        try {
            ended = hasEnded;
            if (!hasEnded) {
                closer = null;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Some thread has left the interpreter. */
    void signalLeft() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the condition, which threads that leave can make true, is true; but not for long. */
    void awaitLeft(BooleanSupplier condition, long millis) throws InterruptedException {
        lock.lock();
        try {
            long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
            while (nanos > 0 && !condition.getAsBoolean()) {
                nanos = changed.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }
}
