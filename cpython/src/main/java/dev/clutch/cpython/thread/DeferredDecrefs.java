package dev.clutch.cpython.thread;

import dev.clutch.cpython.capi.LibPython;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * References that were dropped by threads which were not attached. The next thread to attach gives
 * them back to Python.
 */
public final class DeferredDecrefs {
    private final ConcurrentLinkedQueue<Long> objects = new ConcurrentLinkedQueue<>();

    DeferredDecrefs() {}

    /** Drops a reference some time later; called by any thread. */
    public void add(long object) {
        objects.add(object);
    }

    /** How many references wait. */
    public int size() {
        return objects.size();
    }

    void drain(LibPython python) {
        if (objects.isEmpty()) {
            return;
        }
        Long object;
        while ((object = objects.poll()) != null) {
            // SAFETY: the caller is attached, and whoever added the object owned one reference to it.
            python.objects().decRef(object);
        }
    }
}
