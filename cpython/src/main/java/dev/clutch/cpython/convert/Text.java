package dev.clutch.cpython.convert;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.clutch.cpython.capi.Memory;
import dev.clutch.cpython.capi.Strings;
import dev.clutch.cpython.capi.Values;
import dev.clutch.cpython.object.PyCalls;
import dev.clutch.cpython.object.PyErrors;
import dev.clutch.cpython.thread.Attached;
import dev.clutch.cpython.thread.Scratch;
import dev.clutch.message.ByteString;
import dev.clutch.message.Message;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/**
 * Python's {@code str} to Java and back: as it is in memory if both keep it alike, or else by way of UTF-8, which
 * CPython caches and checks.
 */
public final class Text {
    private static final long UTF_8 = constant("utf-8");
    private static final long SURROGATEPASS = constant("surrogatepass");

    private Text() {}

    private static long constant(String text) {
        return Arena.global().allocateFrom(text).address();
    }

    /** A {@code Str}, or {@code Surrogates} for a {@code str} that is no well-formed Unicode. */
    static Message encode(Attached attached, long string) {
        if (attached.python().strings().areKnown() && Strings.width(string) == 1) {
            // SAFETY: the string owns its characters and is alive.
            byte[] characters = Memory.bytes(Strings.address(string), Strings.length(string));
            return new Message.Str(new String(characters, StandardCharsets.ISO_8859_1));
        }
        return encodeUtf8(attached, string);
    }

    private static Message encodeUtf8(Attached attached, long string) {
        MemorySegment size = attached.scratch().temporary();
        long utf8 = attached.python().values().unicodeAsUtf8AndSize(string, size.address());
        if (utf8 == 0) {
            attached.python().errors().clear();
            return surrogates(attached, string);
        }
        // SAFETY: the string owns its UTF-8 and is alive; the size was written along with it.
        return new Message.Str(new String(Memory.bytes(utf8, size.get(JAVA_LONG, 0)), StandardCharsets.UTF_8));
    }

    private static Message surrogates(Attached attached, long string) {
        Values values = attached.python().values();
        long bytes = PyErrors.check(attached, values.unicodeAsEncodedString(string, UTF_8, SURROGATEPASS));
        try {
            // SAFETY: the bytes object is alive and owns its content.
            return new Message.Surrogates(
                    ByteString.wrap(Memory.bytes(values.bytesAddress(bytes), values.bytesSize(bytes))));
        } finally {
            PyCalls.decRef(attached, bytes);
        }
    }

    /** A new {@code str}; the text must have no lone surrogates. */
    public static long decode(Attached attached, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        boolean isAscii = utf8.length == text.length();
        // CPython keeps the shortest ones itself, and wants no others.
        return isAscii && utf8.length > 1 && attached.python().strings().areKnown()
                ? ascii(attached, utf8)
                : decode(attached, utf8, 0);
    }

    private static long ascii(Attached attached, byte[] characters) {
        long object = PyErrors.check(attached, attached.python().strings().ofLength(characters.length, 1, true));
        // SAFETY: just made with this many characters, and not yet seen by any Python code.
        Memory.copy(MemorySegment.ofArray(characters), Strings.address(object));
        return object;
    }

    /** A new {@code str} with lone surrogates. */
    static long decode(Attached attached, ByteString surrogates) {
        return decode(attached, surrogates.toByteArray(), SURROGATEPASS);
    }

    private static long decode(Attached attached, byte[] utf8, long errors) {
        if (utf8.length <= Scratch.TEMPORARY) {
            return decode(attached, attached.scratch().temporary(), utf8, errors);
        }
        try (Arena arena = Arena.ofConfined()) {
            return decode(attached, arena.allocate(utf8.length), utf8, errors);
        }
    }

    private static long decode(Attached attached, MemorySegment memory, byte[] utf8, long errors) {
        MemorySegment.copy(utf8, 0, memory, JAVA_BYTE, 0, utf8.length);
        return PyErrors.check(
                attached, attached.python().values().unicodeDecodeUtf8(memory.address(), utf8.length, errors));
    }
}
