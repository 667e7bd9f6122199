package dev.clutch.cpython.capi;

import java.lang.foreign.MemorySegment;

/** {@code longobject.h}, {@code floatobject.h}, {@code unicodeobject.h} and the like: scalars. */
public final class Values {
    private static final int SMALLEST = -5;
    private static final int LARGEST_SMALL = 256;

    private final MemorySegment longFromLongLong;
    private final MemorySegment longAsLongLong;
    private final MemorySegment longAsLongLongAndOverflow;
    private final MemorySegment longFromString;
    private final MemorySegment numberToBase;
    private final MemorySegment floatFromDouble;
    private final MemorySegment complexFromDoubles;
    private final MemorySegment complexReal;
    private final MemorySegment complexImaginary;
    private final MemorySegment unicodeDecodeUtf8;
    private final MemorySegment unicodeAsUtf8AndSize;
    private final MemorySegment unicodeAsEncodedString;
    private final MemorySegment bytesFromStringAndSize;
    private final MemorySegment bytesAsString;
    private final MemorySegment bytesSize;
    private final MemorySegment byteArrayFromStringAndSize;
    private final MemorySegment byteArrayAsString;
    private final MemorySegment byteArraySize;
    private long[] small = {};

    Values(NativeLibrary library) {
        longFromLongLong = library.get("PyLong_FromLongLong");
        longAsLongLong = library.get("PyLong_AsLongLong");
        longAsLongLongAndOverflow = library.get("PyLong_AsLongLongAndOverflow");
        longFromString = library.get("PyLong_FromString");
        numberToBase = library.get("PyNumber_ToBase");
        floatFromDouble = library.get("PyFloat_FromDouble");
        complexFromDoubles = library.get("PyComplex_FromDoubles");
        complexReal = library.get("PyComplex_RealAsDouble");
        complexImaginary = library.get("PyComplex_ImagAsDouble");
        unicodeDecodeUtf8 = library.get("PyUnicode_DecodeUTF8");
        unicodeAsUtf8AndSize = library.get("PyUnicode_AsUTF8AndSize");
        unicodeAsEncodedString = library.get("PyUnicode_AsEncodedString");
        bytesFromStringAndSize = library.get("PyBytes_FromStringAndSize");
        bytesAsString = library.get("PyBytes_AsString");
        bytesSize = library.get("PyBytes_Size");
        byteArrayFromStringAndSize = library.get("PyByteArray_FromStringAndSize");
        byteArrayAsString = library.get("PyByteArray_AsString");
        byteArraySize = library.get("PyByteArray_Size");
    }

    /** An {@code int} of 64 bits. */
    public long longFromLongLong(long value) {
        return isSmall(value) ? small[(int) (value - SMALLEST)] : Downcalls.word(longFromLongLong, value);
    }

    private boolean isSmall(long value) {
        return value >= SMALLEST && value < SMALLEST + small.length;
    }

    /** Looks which small ints CPython keeps itself, for ever and for all interpreters. The caller is attached. */
    void findSmall() {
        long[] found = new long[LARGEST_SMALL - SMALLEST + 1];
        for (int i = 0; i < found.length; i++) {
            found[i] = Downcalls.word(longFromLongLong, SMALLEST + i);
            if (Objects.references(found[i]) >= 0) {
                return;
            }
        }
        small = found;
    }

    /** Whether an {@code int} has one digit, of 30 bits. */
    public static boolean isCompact(long object) {
        // SAFETY: a live int, and LibPython.checkLayouts has verified the offsets.
        return Memory.word(object + Layouts.INT_TAG) < Layouts.INT_TAG_COMPACT;
    }

    /** The value of a {@linkplain #isCompact compact} {@code int}. */
    public static long compactValue(long object) {
        // SAFETY: as above.
        long sign = 1 - (Memory.word(object + Layouts.INT_TAG) & Layouts.INT_TAG_SIGN);
        return sign * Memory.number(object + Layouts.INT_FIRST_DIGIT);
    }

    /** The value of an {@code int} that is known to have no more than 64 bits. */
    public long longAsLongLong(long object) {
        return isCompact(object) ? compactValue(object) : Downcalls.word(longAsLongLong, object);
    }

    /** The value of an {@code int}; if it has more than 64 bits, a non-zero int is at {@code overflow}. */
    public long longAsLongLongAndOverflow(long object, long overflow) {
        return Downcalls.word(longAsLongLongAndOverflow, object, overflow);
    }

    /** Whether {@link #longAsLongLongAndOverflow} has left a mark. */
    public boolean overflowed(long overflow) {
        return Memory.number(overflow) != 0;
    }

    /** An {@code int} from a C string of digits to the given base. */
    public long longFromString(long digits, int base) {
        return Downcalls.word(longFromString, digits, 0, base);
    }

    /** The {@code int} as a {@code str} with prefix, such as {@code -0x1f}; of any length for base 16. */
    public long numberToBase(long object, int base) {
        return Downcalls.word(numberToBase, object, base);
    }

    public long floatFromDouble(double value) {
        return Downcalls.word(floatFromDouble, value);
    }

    /** The value of a {@code float}, and of no subclass. */
    public static double floatAsDouble(long object) {
        // SAFETY: a live float, and LibPython.checkLayouts has verified the offset.
        return Memory.real(object + Layouts.FLOAT_VALUE);
    }

    public long complexFromDoubles(double real, double imaginary) {
        return Downcalls.word(complexFromDoubles, real, imaginary);
    }

    public double complexReal(long object) {
        return Downcalls.real(complexReal, object);
    }

    public double complexImaginary(long object) {
        return Downcalls.real(complexImaginary, object);
    }

    /** A {@code str} from UTF-8; {@code errors} is a C string or 0 for strict. */
    public long unicodeDecodeUtf8(long utf8, long length, long errors) {
        return Downcalls.word(unicodeDecodeUtf8, utf8, length, errors);
    }

    /** The UTF-8 of a {@code str}, owned by it, its length at {@code size}; 0 with lone surrogates. */
    public long unicodeAsUtf8AndSize(long object, long size) {
        return Downcalls.word(unicodeAsUtf8AndSize, object, size);
    }

    /** The {@code str} as {@code bytes}; both others are C strings. */
    public long unicodeAsEncodedString(long object, long encoding, long errors) {
        return Downcalls.word(unicodeAsEncodedString, object, encoding, errors);
    }

    /** A {@code bytes} with its content still to be written by the caller, at once. */
    public long bytesOfSize(long length) {
        return Downcalls.word(bytesFromStringAndSize, 0, length);
    }

    /** The content of a {@code bytes}, owned by it. */
    public long bytesAddress(long object) {
        return Downcalls.word(bytesAsString, object);
    }

    public long bytesSize(long object) {
        return Downcalls.word(bytesSize, object);
    }

    /** A {@code bytearray} with its content still to be written by the caller. */
    public long byteArrayOfSize(long length) {
        return Downcalls.word(byteArrayFromStringAndSize, 0, length);
    }

    /** The content of a {@code bytearray}, valid until it is next changed. */
    public long byteArrayAddress(long object) {
        return Downcalls.word(byteArrayAsString, object);
    }

    public long byteArraySize(long object) {
        return Downcalls.word(byteArraySize, object);
    }
}
