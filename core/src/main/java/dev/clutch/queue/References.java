package dev.clutch.queue;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How often each party refers to a thing that interpreters share: an interpreter by the Python objects
 * that stand for it, Java code by having made it. Counted by party, since an interpreter that ends
 * may end before its finalizers have run. A handle on its way counts as well, for who has sent it, until somebody
 * has received it. Safe for use by many threads.
 */
public final class References {
    private final Map<Long, Integer> counts = new HashMap<>();
    private final Map<Long, Integer> sent = new HashMap<>();
    private @Nullable Long maker;

    /** Nobody refers to it yet. */
    public References() {}

    /**
     * A party has made it, and is going to refer to it. Should it end before it does, because it was
     * interrupted in between, nobody will.
     */
    public synchronized void madeBy(long party) {
        maker = party;
    }

    /** A party refers to it once more. */
    public synchronized void add(long party) {
        maker = null;
        counts.merge(party, 1, Integer::sum);
    }

    /** A party sends its handle to whoever may receive it. */
    public synchronized void handleSent(long party) {
        sent.merge(party, 1, Integer::sum);
    }

    /** Somebody has received its handle, and refers to it by now. */
    public synchronized void handleReceived() {
        sent.keySet().stream().findFirst().ifPresent(sender -> dropOne(sent, sender));
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
        dropOne(counts, party);
        return isEmpty();
    }

    private static void dropOne(Map<Long, Integer> counts, long party) {
        counts.computeIfPresent(party, (id, count) -> count == 1 ? null : count - 1);
    }

    /** Drops a reference of whoever has one. */
    public synchronized void dropOne() {
        counts.keySet().stream().findFirst().ifPresent(this::drop);
    }

    /** Whether nobody refers to it, and no handle is on its way. */
    public synchronized boolean isEmpty() {
        return counts.isEmpty() && sent.isEmpty();
    }

    /** Drops all references of a party. Returns whether they were the last. */
    public synchronized boolean dropAll(long party) {
        boolean hadSent = sent.remove(party) != null;
        boolean referred = counts.remove(party) != null || hadSent || Objects.equals(maker, party);
        return referred && isEmpty();
    }
}
