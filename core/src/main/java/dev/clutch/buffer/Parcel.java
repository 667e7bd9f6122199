package dev.clutch.buffer;

import dev.clutch.error.BufferException;
import java.lang.ref.Cleaner;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A buffer on its way in a message: moved if its sender owned it, else shared.
 *
 * <p>Whatever becomes of the message, the memory is neither lost nor had by two. A parcel is first in
 * the hands of the call that sends it, and goes back to the sender if the call ends and nobody has
 * {@linkplain #accept accepted} it. A queue or channel that has accepted it hands it to its receiver, who
 * {@linkplain #take takes} it once, or {@linkplain #discard discards} it, which frees the memory. Of several
 * threads that try to decide its fate one succeeds; the others change nothing.
 *
 * <p>A message that gets lost, such as one that Java code polls and forgets, is found by the garbage
 * collector, and what is in it is freed then.
 *
 * <p>Safe for use by many threads; nothing here blocks.
 */
public final class Parcel extends Freight {
    private enum Fate {
        /** In the hands of the call that sends it. */
        PACKED,
        /** In a queue or channel. */
        ACCEPTED,
        /** Received, or given back, or freed. */
        GONE
    }

    private enum Kind {
        MOVED,
        SHARED,
        BORROWED
    }

    private final Buffer sender;
    private final Kind kind;
    private final AtomicReference<Fate> fate = new AtomicReference<>(Fate.PACKED);
    private final Cleaner.Cleanable lost;

    private Parcel(Buffer sender, Kind kind) {
        this.sender = sender;
        this.kind = kind;
        this.lost = Buffers.cleaner().register(this, new Lost(sender, kind, fate));
    }

    /** What becomes of a parcel that nobody has any more. Of one whose fate is decided, nothing. */
    private record Lost(Buffer sender, Kind kind, AtomicReference<Fate> fate) implements Runnable {
        @Override
        public void run() {
            if (fate.getAndSet(Fate.GONE) != Fate.GONE) {
                drop(sender, kind);
            }
        }
    }

    /** Takes over the reference that the sender had. */
    static Parcel moved(Buffer sender) {
        return new Parcel(sender, Kind.MOVED);
    }

    /** Takes over a reference that was made for it. */
    static Parcel shared(Buffer sender) {
        return new Parcel(sender, Kind.SHARED);
    }

    /** Has no reference: what was borrowed may be wanted back while it is on its way. */
    static Parcel borrowed(Buffer sender) {
        return new Parcel(sender, Kind.BORROWED);
    }

    /** Whether the sender has it no longer, and only one receiver can take it. */
    public boolean isMoved() {
        return kind == Kind.MOVED;
    }

    /** Whether it is memory of an object, which its receiver sees by a view. */
    public boolean isViewed() {
        return sender.block().isViewed();
    }

    @Override
    void accept() {
        fate.compareAndSet(Fate.PACKED, Fate.ACCEPTED);
    }

    @Override
    void withdraw() {
        fate.compareAndSet(Fate.ACCEPTED, Fate.PACKED);
    }

    /**
     * Makes the receiver a holder.
     *
     * @param party the id of an interpreter, or {@link Buffers#JAVA}
     * @throws BufferException if it has been received, or was dropped
     */
    public Buffer take(long party) {
        while (true) {
            Fate before = fate.get();
            if (before == Fate.GONE) {
                throw gone();
            }
            if (fate.compareAndSet(before, Fate.GONE)) {
                lost.clean();
                return received(party);
            }
        }
    }

    /**
     * Another parcel for another receiver, with the same memory.
     *
     * @throws BufferException if it would move, has been received, or was dropped
     */
    public Parcel copy() {
        if (fate.get() == Fate.GONE) {
            throw gone();
        }
        return switch (kind) {
            case MOVED ->
                throw new BufferException(
                        "only a frozen buffer can be where many receive it; call freeze() before it is put there");
            case SHARED -> {
                sender.block().retain();
                yield shared(sender);
            }
            case BORROWED -> borrowed(sender);
        };
    }

    /** Names the memory: the same for all parcels that share it. */
    public long memory() {
        return sender.block().address();
    }

    private static BufferException gone() {
        return new BufferException("a buffer in this message was received already, or was given back");
    }

    private Buffer received(long party) {
        return switch (kind) {
            case MOVED -> {
                sender.gone();
                yield Buffer.owned(sender.block(), party);
            }
            case SHARED -> Buffer.shared(sender.block(), party);
            case BORROWED -> borrow(party);
        };
    }

    private Buffer borrow(long party) {
        return Buffer.borrowed(
                sender.block(), party, java.util.Objects.requireNonNull(sender.borrowedFrom(), "a borrower's lending"));
    }

    @Override
    void settle() {
        if (end(Fate.PACKED) && !(isMoved() && sender.takeBack())) {
            free(sender, kind);
        }
    }

    private boolean end(Fate before) {
        boolean ended = fate.compareAndSet(before, Fate.GONE);
        if (ended) {
            lost.clean();
        }
        return ended;
    }

    @Override
    void discard() {
        settle();
        if (end(Fate.ACCEPTED)) {
            drop(sender, kind);
        }
    }

    private static void drop(Buffer sender, Kind kind) {
        if (kind == Kind.MOVED) {
            sender.gone();
        }
        free(sender, kind);
    }

    private static void free(Buffer sender, Kind kind) {
        if (kind != Kind.BORROWED) {
            sender.block().release();
        }
    }
}
