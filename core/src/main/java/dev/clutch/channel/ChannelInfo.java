package dev.clutch.channel;

import java.util.List;
import java.util.Map;

/**
 * A channel at one moment, as one party sees it.
 *
 * @param state whether it is open
 * @param count how many items are in it
 * @param counts who uses its ends; nobody once it is closed
 * @param sending whether the asking party holds the send end
 * @param receiving whether the asking party holds the receive end
 */
public record ChannelInfo(State state, int count, Counts counts, Use sending, Use receiving) {

    /** Of a closed channel. */
    static final ChannelInfo CLOSED = new ChannelInfo(State.CLOSED, 0, new Counts(Map.of()), Use.NEVER, Use.NEVER);

    /** Whether a channel can be used. */
    public enum State {
        /** Both ends can be used. */
        OPEN,
        /** Nothing can be sent any more, and what was sent is still to be received. */
        CLOSING,
        /** Neither end can be used. */
        CLOSED
    }

    /** What a party has to do with an end. */
    public enum Use {
        /** It has not used the end. */
        NEVER,
        /** It uses the end, and so keeps the channel open. */
        HELD,
        /** It has released the end, or has ended. */
        RELEASED
    }

    /**
     * How many parties there are of each kind.
     *
     * @param byUses from the use of the send end and that of the receive end to a number of parties
     */
    public record Counts(Map<List<Use>, Integer> byUses) {
        /** Keeps a copy. */
        public Counts {
            byUses = Map.copyOf(byUses);
        }

        /** How many parties there are that use the two ends in these ways. */
        public int of(Use sending, Use receiving) {
            return byUses.getOrDefault(List.of(sending, receiving), 0);
        }
    }
}
