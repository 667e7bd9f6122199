package dev.clutch.buffer;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Cleaner;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * One message's hold on a {@link Pin}. The message may be read any number of times, until it is dropped. One that
 * gets lost is found by the garbage collector.
 *
 * <p>Safe for use by many threads; nothing here waits.
 */
public final class Pinned extends Freight {
    private enum Fate {
        /** In the hands of the call that sends it. */
        PACKED,
        /** In a queue or channel. */
        ACCEPTED,
        /** Received, or dropped. */
        GONE
    }

    private final Pin pin;
    private final AtomicReference<Fate> fate = new AtomicReference<>(Fate.PACKED);
    private final Cleaner.Cleanable lost;

    /** Holds the pin for a message. */
    public Pinned(Pin pin) {
        this.pin = pin;
        pin.hold();
        this.lost = Buffers.cleaner().register(this, new Lost(pin, fate));
    }

    private record Lost(Pin pin, AtomicReference<Fate> fate) implements Runnable {
        @Override
        public void run() {
            if (fate.getAndSet(Fate.GONE) != Fate.GONE) {
                pin.letGo();
            }
        }
    }

    /** How many bytes there are. */
    public long size() {
        return pin.size();
    }

    /**
     * Reads the bytes, which stay until the reader returns.
     *
     * @throws dev.clutch.error.BufferException if the message was dropped
     */
    public void read(Consumer<MemorySegment> reader) {
        pin.read(reader);
    }

    /**
     * A copy of the bytes, on the Java heap.
     *
     * @throws dev.clutch.error.BufferException if the message was dropped
     */
    public byte[] toByteArray() {
        byte[] copy = new byte[Math.toIntExact(size())];
        read(memory -> memory.asByteBuffer().get(copy));
        return copy;
    }

    /**
     * Another message's hold on the same bytes.
     *
     * @throws dev.clutch.error.BufferException if the message was dropped
     */
    public Pinned copy() {
        return new Pinned(pin);
    }

    @Override
    void accept() {
        fate.compareAndSet(Fate.PACKED, Fate.ACCEPTED);
    }

    @Override
    void withdraw() {
        fate.compareAndSet(Fate.ACCEPTED, Fate.PACKED);
    }

    @Override
    void settle() {
        end(Fate.PACKED);
    }

    @Override
    void discard() {
        settle();
        end(Fate.ACCEPTED);
    }

    private void end(Fate before) {
        if (fate.compareAndSet(before, Fate.GONE)) {
            pin.letGo();
            lost.clean();
        }
    }
}
