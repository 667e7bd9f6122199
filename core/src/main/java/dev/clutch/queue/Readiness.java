package dev.clutch.queue;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Who wants to be told, once, when something may have become possible: that there is an item, or a
 * place. Event loops and selections wait like this, since they have no thread to spare for each
 * queue.
 *
 * <p>Safe for use by many threads. Being told is a hint only: whoever is told tries, and asks to be
 * told again if another was quicker. So all are told, and none need pass it on.
 */
public final class Readiness {
    private final Set<Runnable> waiting = new LinkedHashSet<>();
    private volatile boolean awaited;

    /** Nobody waits. */
    public Readiness() {}

    /** Asks to be told. Look once more afterwards, for it may have become possible meanwhile. */
    public synchronized void await(Runnable listener) {
        waiting.add(listener);
        awaited = true;
    }

    /** Asks to be told no more. Harmless if it was told already. */
    public synchronized void forget(Runnable listener) {
        waiting.remove(listener);
        awaited = !waiting.isEmpty();
    }

    /** Tells all that wait; they return at once and take no lock that the caller may hold. */
    public void tell() {
        if (awaited) {
            takeAll().forEach(Runnable::run);
        }
    }

    private synchronized List<Runnable> takeAll() {
        List<Runnable> all = new ArrayList<>(waiting);
        waiting.clear();
        awaited = false;
        return all;
    }
}
