package dev.clutch.message;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** An immutable run of bytes. Safe for use by many threads. */
public final class ByteString {
    private final byte[] bytes;

    private ByteString(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A copy of the given bytes. */
    public static ByteString copyOf(byte[] bytes) {
        return new ByteString(bytes.clone());
    }

    /**
     * The given array itself, not copied: for engines that have just filled a fresh array. Whoever
     * writes to the array afterwards breaks every reader.
     */
    public static ByteString wrap(byte[] bytes) {
        return new ByteString(bytes);
    }

    /** How many bytes. */
    public int length() {
        return bytes.length;
    }

    /** A read-only view; nothing is copied. */
    public ByteBuffer asReadOnlyBuffer() {
        return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }

    /** A fresh copy. */
    public byte[] toByteArray() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ByteString that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "ByteString[" + bytes.length + " bytes]";
    }
}
