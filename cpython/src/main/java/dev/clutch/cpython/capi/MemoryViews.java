package dev.clutch.cpython.capi;

import dev.clutch.buffer.Layout;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** {@code memoryobject.h} and {@code pybuffer.h}: memory views, and the memory that they show. */
public final class MemoryViews {
    /** {@code PyBUF_FULL_RO}: whatever there is to tell, and no wish to write. */
    private static final long FULL_READ_ONLY = 0x11C;

    private static final long WRITABLE = 1;

    private final MemorySegment fromObject;
    private final MemorySegment getBuffer;
    private final MemorySegment releaseBuffer;

    MemoryViews(NativeLibrary library) {
        fromObject = library.get("PyMemoryView_FromObject");
        getBuffer = library.get("PyObject_GetBuffer");
        releaseBuffer = library.get("PyBuffer_Release");
    }

    /**
     * Memory of an object.
     *
     * @param address the lowest of all that is seen
     * @param size how many bytes from there to the highest
     * @param layout how it is seen; null if as bytes, one after the other
     */
    public record Shown(
            long address,
            long size,
            boolean isWritable,
            @Nullable Layout layout) {}

    /** A new memory view of what the object exports; 0 on error. */
    public long fromObject(long object) {
        return Downcalls.word(fromObject, object);
    }

    /**
     * Asks an object for its memory, into a {@code Py_buffer}; to be {@linkplain #release released}.
     *
     * @param buffer room for {@value Layouts#BUFFER_SIZE} bytes
     * @return -1 on error
     */
    public int get(long object, MemorySegment buffer) {
        return Downcalls.number(getBuffer, object, buffer.address(), FULL_READ_ONLY);
    }

    /** Ends what {@link #get} began. */
    public void release(MemorySegment buffer) {
        Downcalls.word(releaseBuffer, buffer.address());
    }

    /**
     * Gives others the memory that {@link #get} asked for, on behalf of an object of a type of our own.
     *
     * @param flags what they want to know
     * @return -1 on error
     */
    int giveOn(long object, long buffer, long flags) {
        return Downcalls.number(getBuffer, object, buffer, flags);
    }

    /** Whether the wish is to know whatever there is, with any gaps. */
    static boolean wantsAll(long flags) {
        return (flags & ~WRITABLE) == FULL_READ_ONLY;
    }

    static boolean wantsToWrite(long flags) {
        return (flags & WRITABLE) != 0;
    }

    /** What a filled {@code Py_buffer} shows, or null if it leads to its elements by pointers. */
    public static @Nullable Shown shown(MemorySegment buffer) {
        long address = buffer.address();
        // SAFETY: CPython has filled it: format is a C string, and shape and strides have an entry for each dimension.
        if (Memory.word(address + Layouts.BUFFER_SUBOFFSETS) != 0) {
            return null;
        }
        boolean writable = Memory.number(address + Layouts.BUFFER_READ_ONLY) == 0;
        long start = Memory.word(address);
        String format = Memory.string(Memory.word(address + Layouts.BUFFER_FORMAT));
        List<Long> shape = entries(address, Layouts.BUFFER_SHAPE);
        List<Long> strides = entries(address, Layouts.BUFFER_STRIDES);
        if (format.equals("B") && strides.equals(List.of(1L))) {
            return new Shown(start, shape.getFirst(), writable, null);
        }
        long itemSize = Memory.word(address + Layouts.BUFFER_ITEM_SIZE);
        Span span = Span.of(itemSize, shape, strides);
        Layout layout = new Layout(format, itemSize, shape, strides, -span.lowest());
        return new Shown(start + span.lowest(), span.end() - span.lowest(), writable, layout);
    }

    private static List<Long> entries(long buffer, long array) {
        int dimensions = Memory.number(buffer + Layouts.BUFFER_DIMENSIONS);
        long first = Memory.word(buffer + array);
        return LongStream.range(0, dimensions)
                .mapToObj(i -> Memory.word(first + i * Long.BYTES))
                .toList();
    }

    /** From which byte to which, relative to the element whose indexes are all 0, a view reaches. */
    private record Span(long lowest, long end) {
        static Span of(long itemSize, List<Long> shape, List<Long> strides) {
            if (shape.contains(0L)) {
                return new Span(0, 0);
            }
            long lowest = 0;
            long highest = 0;
            for (int i = 0; i < shape.size(); i++) {
                long last = (shape.get(i) - 1) * strides.get(i);
                lowest += Math.min(0, last);
                highest += Math.max(0, last);
            }
            return new Span(lowest, highest + itemSize);
        }
    }
}
