package dev.clutch.cpython.convert;

import dev.clutch.buffer.Buffers;
import dev.clutch.buffer.Layout;
import dev.clutch.buffer.Parcel;
import dev.clutch.buffer.Viewed;
import dev.clutch.cpython.capi.MemoryViews;
import dev.clutch.cpython.object.PyCalls;
import dev.clutch.cpython.object.PyErrors;
import dev.clutch.cpython.object.PyRef;
import dev.clutch.cpython.thread.Attached;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Memory views on their way: the receiver gets a view of the very memory that the sender's shows.
 *
 * <p>While anybody has it, the sender's interpreter keeps a memory view of its own, which nobody can
 * release, and so the object below keeps its memory. Even when that interpreter ends it is kept; see
 * {@link dev.clutch.cpython.thread.References}. What is written is not ordered by anything but what else the
 * interpreters exchange, as between threads of C.
 */
public final class SharedViews {
    private final BufferClass holders;
    private final @Nullable Buffers buffers;

    /**
     * For one interpreter.
     *
     * @param holders the class of what received memory views are views of
     * @param buffers what counts who sees the memory; null if views are to be copied
     */
    public SharedViews(BufferClass holders, @Nullable Buffers buffers) {
        this.holders = holders;
        this.buffers = buffers;
    }

    private record Kept(MemoryViews.Shown shown, PyRef view) implements Viewed {
        @Override
        public long address() {
            return shown.address();
        }

        @Override
        public long size() {
            return shown.size();
        }

        @Override
        public @Nullable Layout layout() {
            return shown.layout();
        }

        @Override
        public boolean isWritable() {
            return shown.isWritable();
        }

        @Override
        public void giveBack() {
            view.closeNow();
        }
    }

    /** Packs what a memory view shows; null if nobody else is to see it, or not by a view. */
    @Nullable
    Parcel pack(Attached attached, long view) {
        MemoryViews.Shown shown = buffers == null ? null : shown(attached, view);
        if (buffers == null || shown == null) {
            return null;
        }
        long own = PyErrors.check(attached, attached.python().memoryViews().fromObject(view));
        return buffers.pack(
                new Kept(shown, PyRef.lend(attached, own)),
                attached.interpreter().id());
    }

    private static MemoryViews.@Nullable Shown shown(Attached attached, long view) {
        MemoryViews views = attached.python().memoryViews();
        MemorySegment buffer = attached.scratch().temporary();
        PyErrors.check(attached, views.get(view, buffer));
        MemoryViews.Shown shown = MemoryViews.shown(buffer);
        views.release(buffer);
        return shown;
    }

    /** A new memory view of what has arrived. */
    long receive(Attached attached, Parcel parcel) {
        long holder = holders.receive(attached, parcel);
        try {
            return PyErrors.check(attached, attached.python().memoryViews().fromObject(holder));
        } finally {
            PyCalls.decRef(attached, holder);
        }
    }
}
