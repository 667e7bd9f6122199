package dev.clutch.buffer;

import java.util.List;

/**
 * How a {@code memoryview} reads its memory: as elements in dimensions, as PEP 3118 tells it. Memory without
 * a layout is bytes, one after the other.
 *
 * @param format of an element, in the words of Python's {@code struct}
 * @param itemSize how many bytes an element has
 * @param shape how many elements there are in each dimension
 * @param strides how many bytes lie between one element and the next in each dimension; may be negative
 * @param offset where in the memory the element is whose indexes are all 0, in bytes
 */
public record Layout(String format, long itemSize, List<Long> shape, List<Long> strides, long offset) {
    /** Keeps the lists as they are now. */
    public Layout {
        shape = List.copyOf(shape);
        strides = List.copyOf(strides);
    }

    /** How many bytes the elements have together, which may be less than there are between the first and the last. */
    public long bytes() {
        return shape.stream().reduce(itemSize, (a, b) -> a * b);
    }
}
