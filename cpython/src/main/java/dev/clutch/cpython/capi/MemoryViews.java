package dev.clutch.cpython.capi;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** {@code memoryobject.h} and {@code pybuffer.h}: memory views, and the memory that they show. */
public final class MemoryViews {
    /** {@code PyBUF_FULL_RO}: whatever there is to tell, and no wish to write. */
    private static final long FULL_READ_ONLY = 0x11C;

    private final MemorySegment fromObject;
    private final MemorySegment getBuffer;
    private final MemorySegment releaseBuffer;

    MemoryViews(NativeLibrary library) {
        fromObject = library.get("PyMemoryView_FromObject");
        getBuffer = library.get("PyObject_GetBuffer");
        releaseBuffer = library.get("PyBuffer_Release");
    }

    /**
     * Memory that is plain bytes, one after the other.
     *
     * @param size how many
     */
    public record Bytes(long address, long size, boolean isWritable) {}

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

    /** What a filled {@code Py_buffer} shows, or null if it is not plain bytes in one dimension. */
    public static @Nullable Bytes bytes(MemorySegment buffer) {
        long address = buffer.address();
        // SAFETY: CPython has filled it, format is a C string or NULL, and strides has an entry for each dimension.
        boolean plain = Memory.number(address + Layouts.BUFFER_DIMENSIONS) == 1
                && Memory.string(Memory.word(address + Layouts.BUFFER_FORMAT)).equals("B")
                && Memory.word(Memory.word(address + Layouts.BUFFER_STRIDES)) == 1
                && Memory.word(address + Layouts.BUFFER_SUBOFFSETS) == 0;
        return plain
                ? new Bytes(
                        Memory.word(address),
                        Memory.word(address + Layouts.BUFFER_LENGTH),
                        Memory.number(address + Layouts.BUFFER_READ_ONLY) == 0)
                : null;
    }
}
