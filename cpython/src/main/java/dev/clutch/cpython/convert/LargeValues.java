package dev.clutch.cpython.convert;

import dev.clutch.buffer.Cargo;
import dev.clutch.buffer.Pin;
import dev.clutch.buffer.Pinned;
import dev.clutch.cpython.capi.Memory;
import dev.clutch.cpython.capi.Strings;
import dev.clutch.cpython.capi.Values;
import dev.clutch.cpython.object.PyErrors;
import dev.clutch.cpython.thread.Attached;
import dev.clutch.message.Message;
import dev.clutch.message.Message.Large;
import java.util.List;

/** Large {@code bytes} and {@code str}: the sender keeps them, until the receiver has copied them into its own. */
final class LargeValues {
    /** From how many bytes on; below that a copy costs less than to keep account. */
    static final long LEAST = 256 << 10;

    private LargeValues() {}

    /** Whether a {@code str} is large. */
    static boolean isLarge(Attached attached, long string) {
        return Strings.length(string) >= LEAST && attached.python().strings().areKnown();
    }

    static Large ofString(Attached attached, long string) {
        int width = Strings.width(string);
        return new Large(
                pinned(attached, string, Strings.address(string), Strings.length(string) * width),
                form(width, Strings.isAscii(string)));
    }

    private static Large.Form form(int width, boolean ascii) {
        return switch (width) {
            case 1 -> ascii ? Large.Form.ASCII : Large.Form.ONE;
            case 2 -> Large.Form.TWO;
            default -> Large.Form.FOUR;
        };
    }

    static Large ofBytes(Attached attached, long bytes, long size) {
        long address = attached.python().values().bytesAddress(bytes);
        return new Large(pinned(attached, bytes, address, size), Large.Form.BYTES);
    }

    private static Pinned pinned(Attached attached, long object, long address, long size) {
        attached.python().objects().incRef(object);
        Pin pin = attached.interpreter().references().pin(object, Memory.segment(address, size));
        return new Pinned(pin);
    }

    static Message laden(Large large) {
        return laden(large, large);
    }

    static Message laden(Large large, Message root) {
        return new Message.Laden(root, new Cargo(List.of(large.content())));
    }

    /** A new object; what it is copied from belongs to an interpreter that may end just now. */
    static long decode(Attached attached, Large large) {
        return large.form() == Large.Form.BYTES ? bytes(attached, large.content()) : string(attached, large);
    }

    private static long bytes(Attached attached, Pinned content) {
        Values values = attached.python().values();
        long object = PyErrors.check(attached, values.bytesOfSize(content.size()));
        fill(attached, object, values.bytesAddress(object), content);
        return object;
    }

    private static long string(Attached attached, Large large) {
        int width = large.form().width();
        boolean ascii = large.form() == Large.Form.ASCII;
        long length = large.content().size() / width;
        long object = PyErrors.check(attached, attached.python().strings().ofLength(length, width, ascii));
        fill(attached, object, Strings.address(object), large.content());
        return object;
    }

    private static void fill(Attached attached, long object, long address, Pinned content) {
        try {
            // SAFETY: just made with this many bytes, and not yet seen by any Python code. The pin keeps the others.
            content.read(memory -> Memory.copyLarge(memory, address));
        } catch (RuntimeException | Error e) {
            attached.python().objects().decRef(object);
            throw e;
        }
    }
}
