package dev.clutch.shared;

import org.jspecify.annotations.Nullable;

/** A slice of Python's, applied to a list of a known size: indices from {@code first} to before {@code end}. */
record Slice(long first, long end, long step) {

    static Slice of(@Nullable Long start, @Nullable Long stop, @Nullable Long step, int size) {
        long stride = step == null ? 1 : step;
        if (stride == 0) {
            throw new IllegalArgumentException("slice step cannot be zero");
        }
        boolean up = stride > 0;
        long lowest = up ? 0 : -1;
        long highest = up ? size : size - 1L;
        long first = start == null ? (up ? lowest : highest) : within(start, size, lowest, highest);
        long end = stop == null ? (up ? highest : lowest) : within(stop, size, lowest, highest);
        // No list is so long that a larger step would matter, and sums of a smaller one do not overflow.
        return new Slice(first, end, Math.clamp(stride, -Integer.MAX_VALUE, Integer.MAX_VALUE));
    }

    private static long within(long index, int size, long lowest, long highest) {
        return Math.clamp(index < 0 ? index + size : index, lowest, highest);
    }

    boolean includes(long index) {
        return step > 0 ? index < end : index > end;
    }
}
