package dev.clutch.channel;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often each party refers to a channel, or to another thing with an id: an interpreter by Python
 * objects, Java code by having made it. Not safe for use by several threads: guarded by the registry's
 * entry for the id.
 */
public final class References {
    private final Map<Long, Integer> counts = new LinkedHashMap<>();

    /** Nobody refers to it yet. */
    public References() {}

    /** A party refers to it once more. */
    public void add(long party) {
        counts.merge(party, 1, Integer::sum);
    }

    /** Drops one of a party's references, if it has one. Returns whether that was the last of all. */
    public boolean drop(long party) {
        if (!counts.containsKey(party)) {
            return false;
        }
        counts.computeIfPresent(party, (id, count) -> count == 1 ? null : count - 1);
        return counts.isEmpty();
    }

    /** Drops all references of a party. Returns whether they were the last. */
    public boolean dropAll(long party) {
        return counts.remove(party) != null && counts.isEmpty();
    }

    /** Drops a reference of whoever was first to have one, if there is one. */
    public void dropOne() {
        counts.keySet().stream().findFirst().ifPresent(this::drop);
    }

    /** Whether nobody refers to it. */
    public boolean isEmpty() {
        return counts.isEmpty();
    }
}
