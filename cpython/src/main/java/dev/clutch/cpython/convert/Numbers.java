package dev.clutch.cpython.convert;

import dev.clutch.cpython.capi.Values;
import dev.clutch.cpython.object.PyCalls;
import dev.clutch.cpython.object.PyErrors;
import dev.clutch.cpython.thread.Attached;
import dev.clutch.message.Message;
import java.lang.foreign.Arena;
import java.math.BigInteger;

/** Python's {@code int} to Java and back: 64 bits directly, more of them as hexadecimal text. */
final class Numbers {
    private static final int HEXADECIMAL = 16;

    private Numbers() {}

    static Message encode(Attached attached, long integer) {
        if (Values.isCompact(integer)) {
            return new Message.Int(Values.compactValue(integer));
        }
        Values values = attached.python().values();
        long overflow = attached.scratch().temporary().address();
        long value = values.longAsLongLongAndOverflow(integer, overflow);
        return values.overflowed(overflow) ? encodeBig(attached, integer) : new Message.Int(value);
    }

    private static Message encodeBig(Attached attached, long integer) {
        long text = PyErrors.check(attached, attached.python().values().numberToBase(integer, HEXADECIMAL));
        try {
            String digits = ((Message.Str) Text.encode(attached, text)).value().replace("0x", "");
            return new Message.BigInt(new BigInteger(digits, HEXADECIMAL));
        } finally {
            PyCalls.decRef(attached, text);
        }
    }

    static long decode(Attached attached, BigInteger value) {
        try (Arena arena = Arena.ofConfined()) {
            long digits = arena.allocateFrom(value.toString(HEXADECIMAL)).address();
            return PyErrors.check(attached, attached.python().values().longFromString(digits, HEXADECIMAL));
        }
    }
}
