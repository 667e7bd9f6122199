package dev.clutch.cpython.capi;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** {@code unicodeobject.h}: the characters of a {@code str}, where they are in memory. */
public final class Strings {
    private static final int[] MOST = {0x7F, 0xFF, 0xFFFF, 0x10FFFF};

    private static final int LENGTH = 8;

    private final MemorySegment unicodeNew;
    private boolean known;

    Strings(NativeLibrary library) {
        unicodeNew = library.get("PyUnicode_New");
    }

    /** Looks whether the running library keeps characters where this class looks for them. The caller is attached. */
    void check(Values values, Objects objects) {
        known = true;
        for (int point : new int[] {'b', 0xE9, 0x20AC, 0x1F600}) {
            known &= knows(values, objects, point);
        }
    }

    private static boolean knows(Values values, Objects objects, int point) {
        try (Arena arena = Arena.ofConfined()) {
            String text = Character.toString(point).repeat(LENGTH);
            MemorySegment utf8 = arena.allocateFrom(text);
            long object = values.unicodeDecodeUtf8(utf8.address(), utf8.byteSize() - 1, 0);
            int width = point <= MOST[1] ? 1 : point <= MOST[2] ? 2 : 4;
            boolean known = length(object) == LENGTH
                    && isCompact(object)
                    && width(object) == width
                    && isAscii(object) == (point <= MOST[0])
                    && (Memory.number(address(object) + 4) & (-1 >>> (Integer.SIZE - 8 * width))) == point;
            objects.decRef(object);
            return known;
        }
    }

    /** Whether {@link #width}, {@link #isAscii} and {@link #address} tell the truth. */
    public boolean areKnown() {
        return known;
    }

    /** How many characters. */
    public static long length(long object) {
        // SAFETY, here and below: a live str; check() has compared with what the library itself makes.
        return Memory.word(object + Layouts.STRING_LENGTH);
    }

    /** How many bytes each character has: 1, 2 or 4. */
    public static int width(long object) {
        return (Memory.number(object + Layouts.STRING_STATE) >> Layouts.STRING_WIDTH) & 7;
    }

    private static boolean isCompact(long object) {
        return (Memory.number(object + Layouts.STRING_STATE) & Layouts.STRING_COMPACT) != 0;
    }

    public static boolean isAscii(long object) {
        return (Memory.number(object + Layouts.STRING_STATE) & Layouts.STRING_ASCII) != 0;
    }

    /** Where its characters are, of a {@code str} and of no subclass. */
    public static long address(long object) {
        return object + (isAscii(object) ? Layouts.STRING_OF_ASCII : Layouts.STRING_OF_OTHERS);
    }

    /** A {@code str} with its characters still to be written by the caller, at once; 0 on error. */
    public long ofLength(long length, int width, boolean ascii) {
        int most = ascii ? MOST[0] : MOST[Integer.numberOfTrailingZeros(width) + 1];
        return Downcalls.word(unicodeNew, length, most);
    }
}
