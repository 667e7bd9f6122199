package dev.clutch.cpython.thread;

import dev.clutch.cpython.capi.LibPython;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The references to an interpreter's objects that Java holds.
 *
 * <p>They are dropped by any thread, attached or not; the next one to attach gives them back to Python.
 * What is still held when the interpreter ends is given back then: CPython frees none of an
 * interpreter's memory while a single object of it is left.
 */
public final class References {
    private final Set<AtomicLong> held = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<Long> dropped = new ConcurrentLinkedQueue<>();

    References() {}

    /** Takes a new reference over, and returns the cell that has it until it is dropped. */
    public AtomicLong hold(long object) {
        AtomicLong cell = new AtomicLong(object);
        held.add(cell);
        return cell;
    }

    /** Drops the reference in a cell, once. */
    public void drop(AtomicLong cell) {
        long object = cell.getAndSet(0);
        if (object != 0 && held.remove(cell)) {
            dropped.add(object);
        }
    }

    /** How many references are held, or wait to be given back. */
    public int size() {
        return held.size() + dropped.size();
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
