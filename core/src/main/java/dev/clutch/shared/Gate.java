package dev.clutch.shared;

import dev.clutch.error.SharedException;
import dev.clutch.shared.Alterations.Alteration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.StampedLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who may read and write a shared dict or list.
 *
 * <p><b>Readers</b> look without a lock, and look again if somebody wrote meanwhile ({@link StampedLock}). They
 * write to no memory that others read, so any number of cores read at full speed. What they see is the
 * whole of each change or nothing of it.
 *
 * <p><b>Writers</b> take turns by the monitor. Under it they wait until nobody alters the entry that they are
 * going to write; then they take the write lock, for the moment of the change itself.
 *
 * <p><b>Who alters</b> an entry holds neither of the two while his function runs, only the entry: readers go
 * on and see the old value; writers of other entries go on too.
 */
final class Gate {
    private final StampedLock lock = new StampedLock();
    private final ReentrantLock monitor = new ReentrantLock();
    private final Condition freed = monitor.newCondition();
    private final Map<Object, Alteration> altered = new HashMap<>();
    private final Alterations alterations;
    private final Supplier<SharedException> gone;
    private int waiters;
    private long writes;
    private boolean shut;

    /**
     * Open for all.
     *
     * @param gone what to throw once it is shut
     */
    Gate(Alterations alterations, Supplier<SharedException> gone) {
        this.alterations = alterations;
        this.gone = gone;
    }

    // ---- readers --------------------------------------------------------------------------------------------

    /**
     * Looks, perhaps several times, and perhaps while somebody writes: then what it sees is thrown away.
     *
     * @param look must bear anything, but do no more than a few steps
     */
    <T extends @Nullable Object> T read(Supplier<T> look) {
        long stamp = lock.tryOptimisticRead();
        if (stamp != 0) {
            T seen = look.get();
            if (lock.validate(stamp)) {
                return seen;
            }
        }
        return readLocked(look);
    }

    /** Looks at what nobody changes meanwhile. */
    <T extends @Nullable Object> T readLocked(Supplier<T> look) {
        long stamp = lock.readLock();
        try {
            return look.get();
        } finally {
            lock.unlockRead(stamp);
        }
    }

    /** Looks as {@link #read} does, but returns null where that would have to wait. */
    <T> @Nullable T readNow(Supplier<T> look) {
        long stamp = lock.tryOptimisticRead();
        if (stamp == 0) {
            return null;
        }
        T seen = look.get();
        return lock.validate(stamp) ? seen : null;
    }

    // ---- writers --------------------------------------------------------------------------------------------

    /**
     * Changes an entry, after waiting for whoever alters it.
     *
     * @param key the entry, or null for all of them
     */
    <T extends @Nullable Object> T write(@Nullable Object key, Supplier<T> change) throws InterruptedException {
        alterations.requireNone();
        monitor.lockInterruptibly();
        try {
            awaitFree(key);
            return change(change);
        } finally {
            monitor.unlock();
        }
    }

    /** Changes an entry if that needs no wait at all, not even for a moment. Returns whether it did. */
    boolean writeNow(Object key, Runnable change) {
        alterations.requireNone();
        if (!monitor.tryLock()) {
            return false;
        }
        try {
            return !shut && !isAltered(key) && changeNow(change);
        } finally {
            monitor.unlock();
        }
    }

    private boolean changeNow(Runnable change) {
        long stamp = lock.tryWriteLock();
        if (stamp == 0) {
            return false;
        }
        try {
            writes++;
            change.run();
            return true;
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    private <T extends @Nullable Object> T change(Supplier<T> change) {
        long stamp = lock.writeLock();
        try {
            writes++;
            return change.get();
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    private boolean isAltered(@Nullable Object key) {
        return key == null ? !altered.isEmpty() : altered.containsKey(key);
    }

    private void awaitFree(@Nullable Object key) throws InterruptedException {
        await(() -> !isAltered(key));
    }

    private void await(BooleanSupplier condition) throws InterruptedException {
        waiters++;
        try {
            requireOpen();
            while (!condition.getAsBoolean()) {
                freed.await();
                requireOpen();
            }
        } finally {
            waiters--;
        }
    }

    private void requireOpen() {
        if (shut) {
            throw gone.get();
        }
    }

    // ---- altering -------------------------------------------------------------------------------------------

    /** Keeps an entry for the calling thread, after waiting for whoever has it; see {@link Alterations}. */
    void begin(Alteration alteration) throws InterruptedException {
        alterations.begin(alteration);
        boolean begun = false;
        monitor.lock();
        try {
            awaitFree(alteration.key());
            altered.put(alteration.key(), alteration);
            begun = true;
        } finally {
            monitor.unlock();
            if (!begun) {
                alterations.end(alteration);
            }
        }
    }

    /** Gives the entry free, after a last change, or its failure. Harmless when it is free already. */
    void finish(Alteration alteration, Runnable change) {
        monitor.lock();
        try {
            if (altered.remove(alteration.key(), alteration)) {
                freed.signalAll(); // who hears it still waits for the monitor
                change(() -> {
                    change.run();
                    return null;
                });
            }
        } finally {
            alterations.end(alteration);
            monitor.unlock();
        }
    }

    // ---- all of it ------------------------------------------------------------------------------------------

    void shut() {
        monitor.lock();
        try {
            shut = true;
            freed.signalAll();
        } finally {
            monitor.unlock();
        }
    }

    /**
     * What dicts and lists tell of themselves: {@code size}, {@code writes}, {@code altered} (how many entries
     * are being altered) and {@code waiters} (writers that wait).
     */
    Map<String, @Nullable Object> statistics(int size) {
        monitor.lock();
        try {
            Map<String, @Nullable Object> numbers = new LinkedHashMap<>();
            numbers.put("size", size);
            numbers.put("writes", writes);
            numbers.put("altered", altered.size());
            numbers.put("waiters", waiters);
            return numbers;
        } finally {
            monitor.unlock();
        }
    }
}
