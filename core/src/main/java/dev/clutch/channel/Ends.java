package dev.clutch.channel;

import dev.clutch.channel.ChannelInfo.Counts;
import dev.clutch.channel.ChannelInfo.Use;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Who uses the ends of a channel: interpreters by their ids, and Java code as one more. A party takes
 * hold of an end by using it, and never takes hold again of one that it has released. Guarded by the
 * channel's lock.
 */
final class Ends {
    private final Map<End, Map<Long, Use>> uses =
            new EnumMap<>(Map.of(End.SEND, new LinkedHashMap<>(), End.RECEIVE, new LinkedHashMap<>()));

    private Map<Long, Use> at(End end) {
        return java.util.Objects.requireNonNull(uses.get(end));
    }

    Use use(End end, long party) {
        return at(end).getOrDefault(party, Use.NEVER);
    }

    /** Takes hold of an end. Returns false if the party had released it. */
    boolean hold(End end, long party) {
        return at(end).computeIfAbsent(party, first -> Use.HELD) == Use.HELD;
    }

    /** Gives an end up, also one that was never held. Harmless when repeated. */
    void release(End end, long party) {
        at(end).put(party, Use.RELEASED);
    }

    /** Gives up what a party holds that is no more. */
    void partyEnded(long party) {
        uses.values().forEach(parties -> parties.computeIfPresent(party, (id, use) -> Use.RELEASED));
    }

    /** Whether there were parties, and all have released what they held. */
    boolean isAbandoned() {
        List<Use> all = uses.values().stream()
                .flatMap(parties -> parties.values().stream())
                .toList();
        return !all.isEmpty() && !all.contains(Use.HELD);
    }

    /** Who holds the end, in the order of their ids. */
    List<Long> holders(End end) {
        return at(end).entrySet().stream()
                .filter(entry -> entry.getValue() == Use.HELD)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    Counts counts() {
        Map<List<Use>, Integer> counts = new java.util.HashMap<>();
        TreeSet<Long> parties = new TreeSet<>(at(End.SEND).keySet());
        parties.addAll(at(End.RECEIVE).keySet());
        for (long party : parties) {
            counts.merge(List.of(use(End.SEND, party), use(End.RECEIVE, party)), 1, Integer::sum);
        }
        return new Counts(counts);
    }
}
