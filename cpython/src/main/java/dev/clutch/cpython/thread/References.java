package dev.clutch.cpython.thread;

import dev.clutch.cpython.capi.LibPython;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The references to an interpreter's objects that Java holds.
 *
 * <p>They are dropped by any thread, attached or not; the next one to attach gives them back to Python.
 * What is still held when the interpreter ends is given back then: CPython frees none of an
 * interpreter's memory while a single object of it is left. That is just what is wanted where others see
 * the memory of an object: what is {@linkplain #lend lent} is not given back at the end, and so its memory
 * stays, for the rest of the process.
 */
public final class References {
    private final Set<AtomicLong> held = ConcurrentHashMap.newKeySet();
    private final Set<AtomicLong> lent = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<Long> dropped = new ConcurrentLinkedQueue<>();
    private final List<Runnable> whenNoneIsLent = new ArrayList<>(0);

    References() {}

    /** Takes a new reference over, and returns the cell that has it until it is dropped. */
    public AtomicLong hold(long object) {
        AtomicLong cell = new AtomicLong(object);
        held.add(cell);
        return cell;
    }

    /** As {@link #hold}, for an object whose memory others see, also after the end of its interpreter. */
    public AtomicLong lend(long object) {
        AtomicLong cell = new AtomicLong(object);
        lent.add(cell);
        return cell;
    }

    /** Drops the reference in a cell, once. */
    public void drop(AtomicLong cell) {
        long object = cell.getAndSet(0);
        if (object != 0 && (held.remove(cell) || lent.remove(cell))) {
            dropped.add(object);
            runWhatWaits();
        }
    }

    /** Has something run as soon as nothing is lent, which may be at once. Must not block. */
    public void whenNoneIsLent(Runnable action) {
        synchronized (whenNoneIsLent) {
            whenNoneIsLent.add(action);
        }
        runWhatWaits();
    }

    private void runWhatWaits() {
        List<Runnable> due;
        synchronized (whenNoneIsLent) {
            if (whenNoneIsLent.isEmpty() || !lent.isEmpty()) {
                return;
            }
            due = List.copyOf(whenNoneIsLent);
            whenNoneIsLent.clear();
        }
        due.forEach(Runnable::run);
    }

    /** How many references are held or lent, or wait to be given back. */
    public int size() {
        return held.size() + lent.size() + dropped.size();
    }

    void giveBackDropped(LibPython python) {
        Long object;
        while ((object = dropped.poll()) != null) {
            // SAFETY: the caller is attached, and the cell owned one reference to the object.
            python.objects().decRef(object);
        }
    }

    void giveBackAll(LibPython python) {
        held.forEach(this::drop);
        giveBackDropped(python);
    }

    boolean hasDropped() {
        return !dropped.isEmpty();
    }
}
