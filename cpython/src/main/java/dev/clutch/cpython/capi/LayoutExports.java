package dev.clutch.cpython.capi;

import dev.clutch.buffer.Layout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * {@code Py_buffer}s that show memory by a {@link Layout}. What it points to (shape, strides and format) is in one
 * allocation, whose address is in the field that CPython leaves to exporters, until the {@code Py_buffer} is released.
 */
final class LayoutExports {
    private final NativeMemory memory = new NativeMemory();

    LayoutExports() {}

    /** Fills all fields; the exporter is a new reference, which the caller hands over. */
    void fill(long view, long exporter, long address, boolean writable, Layout layout) {
        long described = describe(layout);
        long dimensions = layout.shape().size();
        long words = dimensions * Long.BYTES;
        // SAFETY: a Py_buffer that CPython wants filled; what is described stays until it is released.
        Memory.word(view, address + layout.offset());
        Memory.word(view + Layouts.BUFFER_EXPORTER, exporter);
        Memory.word(view + Layouts.BUFFER_LENGTH, layout.bytes());
        Memory.word(view + Layouts.BUFFER_ITEM_SIZE, layout.itemSize());
        Memory.number(view + Layouts.BUFFER_READ_ONLY, writable ? 0 : 1);
        Memory.number(view + Layouts.BUFFER_DIMENSIONS, (int) dimensions);
        Memory.word(view + Layouts.BUFFER_SHAPE, described);
        Memory.word(view + Layouts.BUFFER_STRIDES, described + words);
        Memory.word(view + Layouts.BUFFER_FORMAT, described + 2 * words);
        Memory.word(view + Layouts.BUFFER_SUBOFFSETS, 0);
        Memory.word(view + Layouts.BUFFER_INTERNAL, described);
    }

    /** Frees what {@link #fill} allocated; nothing if it was not filled there. */
    void release(long view) {
        // SAFETY: the field is ours, and CPython releases each Py_buffer once; a plain one has 0 there.
        long described = Memory.word(view + Layouts.BUFFER_INTERNAL);
        if (described != 0) {
            memory.free(described);
        }
    }

    private long describe(Layout layout) {
        byte[] format = layout.format().getBytes(StandardCharsets.UTF_8);
        long words = (long) layout.shape().size() * Long.BYTES;
        long size = 2 * words + format.length + 1;
        long address = memory.allocate(size);
        // SAFETY: just allocated with that size, and zeroed, which ends the string.
        MemorySegment block = Memory.segment(address, size);
        put(block, 0, layout.shape());
        put(block, words, layout.strides());
        MemorySegment.copy(format, 0, block, ValueLayout.JAVA_BYTE, 2 * words, format.length);
        return address;
    }

    private static void put(MemorySegment block, long offset, List<Long> values) {
        for (int i = 0; i < values.size(); i++) {
            block.setAtIndex(ValueLayout.JAVA_LONG, offset / Long.BYTES + i, values.get(i));
        }
    }
}
