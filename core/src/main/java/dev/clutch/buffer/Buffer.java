package dev.clutch.buffer;

import dev.clutch.buffer.State.Phase;
import dev.clutch.error.BufferException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Memory that an interpreter, or Java code, holds: {@code clutch.Buffer} in Python. Put into a queue,
 * sent through a channel, or passed in a call, it moves: nothing is copied, and it is gone here.
 *
 * <p>As long as views of it are alive it cannot be moved, frozen, lent or released. {@link #freeze}
 * makes it readable for everyone it is then sent to, for ever; {@link #lend} until the lending is over.
 * The memory is freed when the last holder lets go. All methods throw {@link BufferException} when the
 * state of the buffer does not allow what was asked, and have changed nothing then.
 *
 * <p>Safe for use by many threads; nothing here blocks. Java code closes the buffers that it holds.
 *
 * <p><b>Why it is safe.</b> There is one of these for each holder, and it never comes back to life
 * once it is sent or released: to whom the buffer returns has a new one. All that a holder may do is
 * in one {@link State}, which changes atomically, so of two threads that want what excludes the other
 * one is refused. Who holds memory has a reference to the {@link Block}; a buffer that is sent hands
 * its reference over to the {@link Parcel}. Views are counted, and no reference is dropped before they
 * are back, unless their interpreter has ended: then nobody is left who could use them.
 */
public final class Buffer implements AutoCloseable {
    private final Block block;
    private final long id;
    private final long party;
    private final @Nullable Lending borrowedFrom;
    private final AtomicReference<State> state;

    /** For a holder to which the caller hands a reference to the block over. */
    private Buffer(Block block, long party, Phase phase, @Nullable Lending borrowedFrom) {
        this.block = block;
        this.id = Buffers.newId();
        this.party = party;
        this.borrowedFrom = borrowedFrom;
        this.state = new AtomicReference<>(State.of(phase));
        block.owner().add(this);
    }

    static Buffer owned(Block block, long party) {
        return new Buffer(block, party, Phase.OWNED, null);
    }

    /** One of those who share it. */
    static Buffer shared(Block block, long party) {
        return new Buffer(block, party, block.sharedPhase(), null);
    }

    /** A borrower; if the lending is over, one that has no memory any more. */
    static Buffer borrowed(Block block, long party, Lending lending) {
        if (!lending.tryJoin()) {
            return new Buffer(block, party, Phase.RELEASED, null);
        }
        // Who has joined keeps the owner from getting the buffer back, but not from being abandoned.
        if (!block.tryRetain()) {
            Buffer none = new Buffer(block, party, Phase.RELEASED, null);
            lending.left(none);
            return none;
        }
        Buffer borrower = new Buffer(block, party, Phase.BORROWED, lending);
        lending.joined(borrower);
        return borrower;
    }

    /** Names what this holder has; never given out again. */
    public long id() {
        return id;
    }

    /** Who holds it: the id of an interpreter, or {@link Buffers#JAVA}. */
    public long party() {
        return party;
    }

    /** How many bytes; also when they are gone. */
    public long size() {
        return block.size();
    }

    /**
     * How the {@code memoryview} that it came from reads it; null if as bytes, one after the other. Of a view with gaps
     * the buffer is all from the first byte to the last, gaps included.
     */
    public @Nullable Layout layout() {
        return block.layout();
    }

    /** Where the memory is; only for who has {@linkplain #export exported} it. */
    public long address() {
        return block.address();
    }

    /** What the holder is to the memory: owned, frozen, shared, borrowed, lent, sent, closing or released. */
    public String phase() {
        return state.get().phase().toString();
    }

    /** How many views of it are alive. */
    public int exports() {
        return state.get().exports();
    }

    /**
     * The memory for Java code, read-only if it is frozen or borrowed. A view is alive until the arena
     * is closed; then the segment is dead.
     */
    public MemorySegment segment(Arena arena) {
        boolean writable = export();
        MemorySegment segment;
        try {
            segment = block.segment(arena, this::unexport);
        } catch (RuntimeException | Error e) {
            unexport();
            throw e;
        }
        return writable ? segment : segment.asReadOnly();
    }

    /**
     * Counts one more view, for engines.
     *
     * @return whether it may write
     */
    public boolean export() {
        return state.updateAndGet(State::exported).phase().isWritable();
    }

    /** Counts a view that is no more; once for each {@link #export}. */
    public void unexport() {
        step(State::unexported);
    }

    /** Makes it read-only for ever; from now on it is shared when it is sent. Harmless when repeated. */
    public Buffer freeze() {
        state.updateAndGet(State::frozen);
        return this;
    }

    /**
     * Lends it: the buffer that is returned, and all that come from it, can be read by whom they are
     * sent to. Until {@link #endLending}, this one cannot be used.
     */
    public Buffer lend() {
        state.get().requireUsable();
        Lending lending = new Lending(this);
        Buffer borrower = borrowed(block, party, lending);
        try {
            state.updateAndGet(before -> before.lent(lending));
        } catch (RuntimeException e) {
            borrower.abandon();
            throw e;
        }
        return borrower;
    }

    /**
     * Takes the buffer back from all that have borrowed it.
     *
     * @throws BufferException if it is not lent, or some of them have views of it. These cannot make new
     *     ones, and when the last view is gone, the buffer is back.
     */
    public void endLending() {
        Lending lending = state.get().lending();
        if (lending == null) {
            throw new BufferException("this buffer is not lent; it is " + phase());
        }
        lending.end();
        if (state.get().lending() == lending) {
            throw new BufferException("this buffer is still read by " + lending.borrowers()
                    + " that have borrowed it; it is back when they have released their views");
        }
    }

    void cameBack(Lending lending) {
        state.updateAndGet(before -> before.cameBack(lending));
    }

    /** Packs it for its way in a message; see {@link Parcel}. */
    public Parcel pack() {
        while (true) {
            State before = state.get();
            before.requireUsable();
            switch (before.phase()) {
                case FROZEN, SHARED -> {
                    block.retain();
                    return Parcel.shared(this);
                }
                case BORROWED -> {
                    return Parcel.borrowed(this);
                }
                default -> {
                    if (state.compareAndSet(before, before.sent())) {
                        return Parcel.moved(this);
                    }
                }
            }
        }
    }

    /** It could not be sent. Returns false if its holder has given up meanwhile. */
    boolean takeBack() {
        return state.updateAndGet(State::takenBack).phase() == Phase.OWNED;
    }

    /** It was sent, and never comes back. */
    void gone() {
        forgetIfJava();
    }

    /** Lets it go; Java's and Python's {@code release}. Harmless when repeated, and after it was sent. */
    @Override
    public void close() {
        step(State::released);
    }

    /** Lets it go as soon as there are no views of it. */
    void revoke() {
        step(State::revoked);
    }

    /** The holder is gone: the object that stood for it, or the whole interpreter with all views. */
    public void abandon() {
        step(State::abandoned);
        block.owner().forget(this);
    }

    /** A step after which the holder may have no memory any more. */
    private void step(UnaryOperator<State> step) {
        State before;
        State after;
        do {
            before = state.get();
            after = step.apply(before);
        } while (!state.compareAndSet(before, after));
        Lending lending = before.lending();
        if (lending != null && after.lending() == null) {
            lending.end();
        }
        if (before.phase().holdsMemory() && !after.phase().holdsMemory()) {
            letGo();
        }
    }

    /** Keeps what there are views of alive, also when its holder is gone, until what is returned is run, once. */
    public Runnable pin() {
        return exports() > 0 && block.tryRetain() ? block::release : () -> {};
    }

    private void letGo() {
        block.release();
        if (borrowedFrom != null) {
            borrowedFrom.left(this);
        }
        forgetIfJava();
    }

    /** An interpreter's stays known as long as the object that stands for it. */
    private void forgetIfJava() {
        if (party == Buffers.JAVA) {
            block.owner().forget(this);
        }
    }

    Block block() {
        return block;
    }

    @Nullable
    Lending borrowedFrom() {
        return borrowedFrom;
    }

    @Override
    public String toString() {
        return "Buffer[" + id + ", " + size() + " bytes, " + phase() + "]";
    }
}
