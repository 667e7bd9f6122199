package dev.clutch.buffer;

import dev.clutch.error.BufferException;
import java.lang.ref.Cleaner;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** All buffers of one {@code Interpreters}. Safe for use by many threads; nothing here blocks. */
public final class Buffers implements AutoCloseable {
    /** The party that is Java code as a whole. */
    public static final long JAVA = -1;

    /**
     * Started with the first of these, before an engine lets signals through to its thread: a new thread lets those
     * through that the one which starts it does, and this one must not get any.
     */
    private static final Cleaner CLEANER = Cleaner.create();

    /** Of the process, since objects of Python's main interpreter outlive this. */
    private static final AtomicLong LAST_ID = new AtomicLong();

    private final MemorySource source;
    private final ConcurrentHashMap<Long, Buffer> byId = new ConcurrentHashMap<>();
    private final AtomicLong blocks = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    /**
     * No buffers yet.
     *
     * @param source where their memory comes from
     */
    public Buffers(MemorySource source) {
        this.source = source;
    }

    /**
     * How much memory there is at this moment.
     *
     * @param blocks how many pieces, each shared by those who hold it frozen or have borrowed it
     * @param bytes how many bytes they have together
     * @param holders how many interpreters' objects and Java objects stand for them, used up ones included
     */
    public record Statistics(long blocks, long bytes, long holders) {}

    /** Finds what was lost without being closed. */
    public static Cleaner cleaner() {
        return CLEANER;
    }

    /** The figures of this moment. */
    public Statistics statistics() {
        return new Statistics(blocks.get(), bytes.get(), byId.size());
    }

    /**
     * Makes a buffer full of zeros.
     *
     * @param size how many bytes
     * @param party who holds it
     * @throws OutOfMemoryError if there is not so much memory
     */
    public Buffer create(long size, long party) {
        if (size < 0) {
            throw new IllegalArgumentException("the size of a buffer must not be negative, not " + size);
        }
        return Buffer.owned(Block.allocated(this, size), party);
    }

    /**
     * Packs memory of an object for its way in a message.
     *
     * @param party the interpreter whose object it is
     */
    public Parcel pack(Viewed viewed, long party) {
        Buffer first = Buffer.shared(Block.viewed(this, viewed), party);
        try {
            return first.pack();
        } finally {
            first.abandon();
        }
    }

    /**
     * A buffer that the party holds, or held as long as its object is there.
     *
     * @throws BufferException if it holds none with that id
     */
    public Buffer find(long id, long party) {
        Buffer buffer = byId.get(id);
        if (buffer == null || buffer.party() != party) {
            throw new BufferException("this buffer was released: its Interpreters object is closed");
        }
        return buffer;
    }

    /** The interpreter, and all views that it had, are gone: lets everything go that it held. */
    public void interpreterEnded(long interpreter) {
        byId.values().stream()
                .filter(buffer -> buffer.party() == interpreter)
                .toList()
                .forEach(Buffer::abandon);
    }

    /** Lets everything go; the memory of what still has views, when they are gone. */
    @Override
    public void close() {
        List.copyOf(byId.values()).forEach(Buffer::revoke);
    }

    static long newId() {
        return LAST_ID.incrementAndGet();
    }

    MemorySource source() {
        return source;
    }

    void add(Buffer buffer) {
        byId.put(buffer.id(), buffer);
    }

    void forget(Buffer buffer) {
        byId.remove(buffer.id());
    }

    void count(int block, long size) {
        blocks.addAndGet(block);
        bytes.addAndGet(size);
    }
}
