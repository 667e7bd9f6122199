package dev.clutch.buffer;

import java.lang.foreign.MemorySegment;
import java.util.function.Consumer;

/** One message's hold on a {@link Pin}. */
public final class Pinned extends Hold {
    private final Pin pin;

    /** Holds the pin for a message. */
    public Pinned(Pin pin) {
        super(held(pin)::letGo);
        this.pin = pin;
    }

    private static Pin held(Pin pin) {
        pin.hold();
        return pin;
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
}
