package dev.clutch.cpython.thread;

import dev.clutch.buffer.Pin;
import dev.clutch.cpython.capi.LibPython;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
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
 * interpreter's memory while a single object of it is left. That is just what is wanted where others see
 * the memory of an object: what is {@linkplain #lend lent} is not given back at the end, and so its memory
 * stays, for the rest of the process.
 *
 * <p>Large values in messages are references too ({@link Pin}). As they may hold much memory, a thread enters for nothing
 * else after a while to give them back.
 */
public final class References {
    private final Set<AtomicLong> held = ConcurrentHashMap.newKeySet();
    private final Set<AtomicLong> lent = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<Long> dropped = new ConcurrentLinkedQueue<>();
    private final List<Runnable> whenNoneIsLent = new ArrayList<>(0);
    private final Set<Kept> kept = ConcurrentHashMap.newKeySet();
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
            dropped.add(object);
            if (isReturning.compareAndSet(false, true)) {
                later.accept(References.this::enterIfDropped);
            }
        }
    }

    /** Takes a new reference over to an object whose content never changes, and keeps it for who receives that. */
    public Pin pin(long object, MemorySegment content) {
        Kept made = new Kept(object, content);
        kept.add(made);
        return made.pin;
    }

    private void enterIfDropped() {
        isReturning.set(false);
        if (hasDropped()) {
            enter.run();
        }
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
        return held.size() + lent.size() + kept.size() + dropped.size();
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
