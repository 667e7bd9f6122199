package dev.clutch.queue;

import java.util.HashMap;
import java.util.Map;

/**
 * How often each party refers to a thing that interpreters share: an interpreter by the Python objects
 * that stand for it, Java code by having made it. Counted by party, since an interpreter that ends
 * may end before its finalizers have run. Safe for use by many threads.
 */
public final class References {
    private final Map<Long, Integer> counts = new HashMap<>();

    /** Nobody refers to it yet. */
    public References() {}

    /** A party refers to it once more. */
    public synchronized void add(long party) {
        counts.merge(party, 1, Integer::sum);
    }

    /** Whether the party refers to it. */
    public synchronized boolean has(long party) {
        return counts.containsKey(party);
    }

    /** Drops one of a party's references, if it has one. Returns whether that was the last of all. */
    public synchronized boolean drop(long party) {
        if (!has(party)) {
            return false;
        }
        counts.computeIfPresent(party, (id, count) -> count == 1 ? null : count - 1);
        return counts.isEmpty();
    }

    /** Drops all references of a party. Returns whether they were the last. */
    public synchronized boolean dropAll(long party) {
        return counts.remove(party) != null && counts.isEmpty();
    }
}
