package dev.clutch.cpython.thread;

import dev.clutch.buffer.Pin;
import dev.clutch.cpython.capi.LibPython;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The references to an interpreter's objects that Java holds.
 *
 * <p>They are dropped by any thread, attached or not; the next one to attach gives them back to Python.
 * What is still held when the interpreter ends is given back then: CPython frees none of an
 * interpreter's memory while a single object of it is left.
 *
 * <p>Large values in messages are references too ({@link Pin}). As they may hold much memory, they go back sooner: when
 * a host function ends, and after a while by a thread that enters for nothing else.
 */
public final class References {
    private final Set<AtomicLong> held = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<Long> dropped = new ConcurrentLinkedQueue<>();

    private final Set<Kept> kept = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<Long> unpinned = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean isReturning = new AtomicBoolean();
    private final Consumer<Runnable> later;
    private final Runnable enter;

    /**
     * None yet.
     *
     * @param later does something on another thread, a moment later
     * @param enter attaches the calling thread for a moment
     */
    References(Consumer<Runnable> later, Runnable enter) {
        this.later = later;
        this.enter = enter;
    }

    /** An object that is kept for the receivers of a message. */
    private final class Kept implements Runnable {
        private final long object;
        private final Pin pin;

        Kept(long object, MemorySegment content) {
            this.object = object;
            this.pin = new Pin(content, this);
        }

        @Override
        public void run() {
            kept.remove(this);
            unpinned.add(object);
            if (isReturning.compareAndSet(false, true)) {
                later.accept(References.this::returnUnpinned);
            }
        }
    }

    /** Takes a new reference over to an object whose content never changes, and keeps it for who receives that. */
    public Pin pin(long object, MemorySegment content) {
        Kept made = new Kept(object, content);
        kept.add(made);
        return made.pin;
    }

    private void returnUnpinned() {
        isReturning.set(false);
        if (hasUnpinned()) {
            enter.run();
        }
    }

    /** Whether large values were received that are still to be given back. */
    boolean hasUnpinned() {
        return !unpinned.isEmpty();
    }

    /** Gives back what large values were received; that runs no Python code. */
    void giveBackUnpinned(LibPython python) {
        giveBack(python, unpinned);
    }

    /** The interpreter is ending: what is still to be received is copied. Waits for those who read just now. */
    void settlePins() {
        List.copyOf(kept).forEach(one -> one.pin.settle());
    }

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
        return held.size() + dropped.size() + kept.size() + unpinned.size();
    }

    void giveBackDropped(LibPython python) {
        giveBack(python, unpinned);
        giveBack(python, dropped);
    }

    private static void giveBack(LibPython python, ConcurrentLinkedQueue<Long> references) {
        Long object;
        while ((object = references.poll()) != null) {
            // SAFETY: the caller is attached, and the cell owned one reference to the object.
            python.objects().decRef(object);
        }
    }

    void giveBackAll(LibPython python) {
        held.forEach(this::drop);
        giveBackDropped(python);
    }

    boolean hasDropped() {
        return !dropped.isEmpty() || hasUnpinned();
    }
}
