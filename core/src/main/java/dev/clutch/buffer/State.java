package dev.clutch.buffer;

import dev.clutch.error.BufferException;
import org.jspecify.annotations.Nullable;

/**
 * What the holder of a buffer may do with it at this moment. Each method gives the state after a step,
 * or throws if the step must not be taken; {@link Buffer} takes steps atomically.
 *
 * <pre>
 *             freeze                          release, abandon
 *   OWNED ------------> FROZEN ------------------------------------------> RELEASED
 *   |   ^                                                                      ^
 *   |   '-- lend --> LENT (and back)          BORROWED --- end of the lending -+
 *   '------ send --> SENT (and back, if it     '-- the same, but exported --> CLOSING
 *                    could not be sent)
 * </pre>
 *
 * @param phase what the holder is to the memory
 * @param exports how many views of it are alive: memory views, arrays, segments
 * @param lending who has it while it is LENT
 */
record State(Phase phase, int exports, @Nullable Lending lending) {

    /** What the holder is to the memory. */
    enum Phase {
        /** Nobody else has it: it may be read, written, and moved. */
        OWNED("owned"),
        /** Shared with others for ever: it may be read. */
        FROZEN("frozen"),
        /** Of an object that others see too: all may read and write it, at their own risk. */
        SHARED("shared"),
        /** Lent to this holder by the owner: it may be read until the owner wants it back. */
        BORROWED("borrowed"),
        /** Lent to others by this holder: not to be touched until it is back. */
        LENT("lent"),
        /** On its way to another holder, or there. */
        SENT("sent"),
        /** Given up, but views of it are still alive; no new ones are made. */
        CLOSING("closing"),
        /** Given up. */
        RELEASED("released");

        private final String text;

        Phase(String text) {
            this.text = text;
        }

        boolean isUsable() {
            return this == OWNED || this == FROZEN || this == SHARED || this == BORROWED;
        }

        boolean isWritable() {
            return this == OWNED || this == SHARED;
        }

        /** Whether the holder keeps the memory alive. */
        boolean holdsMemory() {
            return this != SENT && this != RELEASED;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    static State of(Phase phase) {
        return new State(phase, 0, null);
    }

    private State with(Phase next) {
        return new State(next, exports, null);
    }

    /** One more view. */
    State exported() {
        requireUsable();
        return new State(phase, Math.addExact(exports, 1), lending);
    }

    /** One view less. */
    State unexported() {
        if (exports == 0) {
            throw new IllegalStateException("a view was given back that nobody had taken");
        }
        boolean last = exports == 1 && phase == Phase.CLOSING;
        return new State(last ? Phase.RELEASED : phase, exports - 1, lending);
    }

    State frozen() {
        requireUsable();
        return phase == Phase.FROZEN ? this : requireAlone("freeze").with(Phase.FROZEN);
    }

    State lent(Lending to) {
        requireUsable();
        if (phase == Phase.FROZEN) {
            throw new BufferException("this buffer is frozen, which is shared as it is and need not be lent");
        }
        requireAlone("lend");
        return new State(Phase.LENT, 0, to);
    }

    /** The lending is over. */
    State cameBack(Lending from) {
        return lending == from ? State.of(Phase.OWNED) : this;
    }

    State sent() {
        return requireAlone("send").with(Phase.SENT);
    }

    /** It could not be sent. */
    State takenBack() {
        return phase == Phase.SENT ? with(Phase.OWNED) : this;
    }

    State released() {
        if (phase == Phase.LENT) {
            throw refusal();
        }
        if (phase.isUsable() && exports > 0) {
            throw exported("release");
        }
        return phase == Phase.CLOSING || phase == Phase.SENT ? this : with(Phase.RELEASED);
    }

    /** As {@link #released}, but it waits for the views instead of refusing. */
    State revoked() {
        return exports > 0 ? with(Phase.CLOSING) : with(Phase.RELEASED);
    }

    /** As {@link #released}, for a holder that is gone with all its views. */
    State abandoned() {
        return State.of(Phase.RELEASED);
    }

    void requireUsable() {
        if (!phase.isUsable()) {
            throw refusal();
        }
    }

    private State requireAlone(String step) {
        requireUsable();
        if (phase == Phase.BORROWED) {
            throw new BufferException("cannot " + step + " a borrowed buffer; ask its owner");
        }
        if (phase == Phase.SHARED) {
            throw new BufferException(
                    "cannot " + step + " memory that belongs to an object; make a Buffer of its bytes");
        }
        if (exports > 0) {
            throw exported(step);
        }
        return this;
    }

    private BufferException exported(String step) {
        return new BufferException("cannot " + step + " this buffer while views of it are alive (" + exports
                + " at the moment); release the memory views and arrays that were made of it");
    }

    private BufferException refusal() {
        return new BufferException(
                switch (phase) {
                    case SENT -> "this buffer was sent and is not here any more; its receiver has it";
                    case LENT -> "this buffer is lent; it can be used again when the lending is over";
                    default -> "this buffer was released";
                });
    }
}
