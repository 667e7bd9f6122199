package dev.clutch.pool;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Completions on their way to the interpreter whose code has submitted the tasks. Safe for use by many threads. */
final class Completions {
    /** So that a thread that takes them lets others have the GIL now and then. */
    private static final int MOST = 256;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Completion> items = new ArrayDeque<>();
    private boolean ended;

    void add(Completion completion) {
        completion.cargo().accept();
        lock.lock();
        try {
            items.add(completion);
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** There will be no more. */
    void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nobody is going to take any. */
    void discard() {
        lock.lock();
        try {
            items.forEach(item -> item.cargo().discard());
            items.clear();
        } finally {
            lock.unlock();
        }
    }

    /** Those that are there, waiting for one; none if there will be none any more. */
    List<Completion> take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (items.isEmpty() && !ended) {
                changed.await();
            }
            List<Completion> taken = new ArrayList<>();
            while (!items.isEmpty() && taken.size() < MOST) {
                taken.add(items.remove());
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }
}
