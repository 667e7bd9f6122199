package dev.clutch.buffer;

import dev.clutch.error.BufferException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The content of an interpreter's object that never changes, kept where it is for those who will read it: the
 * receivers of messages. So it is copied once, from the sender's object into the receiver's.
 *
 * <p><b>When it ends.</b> The reference to the object goes back when no message holds the pin and nobody reads. If the
 * interpreter ends before, the pin is {@linkplain #settle settled}: what is still needed is copied first. Whoever reads
 * at that moment reads on, and the interpreter waits for that; new readers read the copy.
 *
 * <p>Safe for use by many threads. Reading does not wait; settling waits as long as a copy takes.
 */
public final class Pin {
    /** Where the content is, and how many are reading there. */
    private static final class Place {
        final MemorySegment memory;
        int readers;

        Place(MemorySegment memory) {
            this.memory = memory;
        }
    }

    private final Place object;
    private final Runnable unpin;
    private @Nullable Place place;
    private int holders;
    private boolean unpinned;

    /**
     * Held by nobody yet.
     *
     * @param memory the content of the object, readable until {@code unpin} is called
     * @param unpin gives the reference to the object back; called once, by any thread; must not block
     */
    public Pin(MemorySegment memory, Runnable unpin) {
        this.object = new Place(memory);
        this.unpin = unpin;
        this.place = object;
    }

    long size() {
        return object.memory.byteSize();
    }

    synchronized void hold() {
        requirePlace();
        holders++;
    }

    synchronized void letGo() {
        holders--;
        if (holders == 0) {
            place = null;
        }
        unpinIfUnused();
    }

    private Place requirePlace() {
        if (place == null) {
            throw new BufferException("this message was received already, or was dropped");
        }
        return place;
    }

    /** Reads the content, which stays until the reader returns. */
    void read(Consumer<MemorySegment> reader) {
        Place read = enter();
        try {
            reader.accept(read.memory);
        } finally {
            leave(read);
        }
    }

    private synchronized Place enter() {
        Place entered = requirePlace();
        entered.readers++;
        return entered;
    }

    private synchronized void leave(Place left) {
        left.readers--;
        unpinIfUnused();
        notifyAll();
    }

    private void unpinIfUnused() {
        if (place != object && object.readers == 0 && !unpinned) {
            unpinned = true;
            unpin.run();
        }
    }

    /** The interpreter is ending: lets its object go, and keeps a copy if there is still somebody to receive it. */
    public void settle() {
        Place copy = copyIfNeeded();
        boolean interrupted = false;
        synchronized (this) {
            if (place == object) {
                place = copy;
            }
            while (object.readers > 0) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            unpinIfUnused();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The copy is the garbage collector's. Without memory for it the content is lost, as in a crash of the sender. */
    private @Nullable Place copyIfNeeded() {
        synchronized (this) {
            if (place != object) {
                return null;
            }
            object.readers++;
        }
        try {
            return new Place(Arena.ofAuto()
                    .allocate(Math.max(1, size()))
                    .asSlice(0, size())
                    .copyFrom(object.memory));
        } catch (OutOfMemoryError full) {
            return null;
        } finally {
            leave(object);
        }
    }
}
