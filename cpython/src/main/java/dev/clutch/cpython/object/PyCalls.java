package dev.clutch.cpython.object;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.clutch.cpython.thread.Attached;
import dev.clutch.cpython.thread.Scratch;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** Calls of Python objects and attributes from Java. */
public final class PyCalls {
    private PyCalls() {}

    /** {@code callable(*arguments)}: borrows its arguments, returns a new reference. */
    public static long call(Attached attached, long callable, long... arguments) {
        return call(attached, callable, arguments, arguments.length, 0);
    }

    /**
     * Calls with keywords.
     *
     * @param positional how many of the arguments are positional; the others are keywords
     * @param keywords a tuple of the keywords' names, or 0
     */
    public static long call(Attached attached, long callable, long[] arguments, int positional, long keywords) {
        Scratch scratch = attached.scratch();
        if (scratch.hasRoom(arguments.length)) {
            long address = scratch.push(arguments);
            try {
                return call(attached, callable, address, positional, keywords);
            } finally {
                scratch.pop(arguments.length);
            }
        }
        try (Arena arena = Arena.ofConfined()) {
            long address = arena.allocateFrom(JAVA_LONG, arguments).address();
            return call(attached, callable, address, positional, keywords);
        }
    }

    private static long call(Attached attached, long callable, long array, int positional, long keywords) {
        // SAFETY: attached; the array holds objects that the caller keeps alive, and it stays until the return.
        return PyErrors.check(attached, attached.python().objects().call(callable, array, positional, keywords));
    }

    /** {@code object.name}: a new reference. */
    public static long attribute(Attached attached, long object, String name) {
        return PyErrors.check(attached, attached.python().objects().getAttrString(object, cString(attached, name)));
    }

    /** {@code import name}: a new reference to the module of that full name. */
    public static long importModule(Attached attached, String name) {
        return PyErrors.check(attached, attached.python().modules().importModule(cString(attached, name)));
    }

    /** {@code module.name}, held. */
    public static PyRef held(Attached attached, String module, String name) {
        long imported = importModule(attached, module);
        try {
            return PyRef.steal(attached, attribute(attached, imported, name));
        } finally {
            attached.python().objects().decRef(imported);
        }
    }

    /** A short text as a C string in scratch memory, to be used up at once. */
    public static long cString(Attached attached, String text) {
        MemorySegment scratch = attached.scratch().temporary();
        scratch.setString(0, text);
        return scratch.address();
    }

    /** Drops a reference, unless it is 0. */
    public static void decRef(Attached attached, long object) {
        if (object != 0) {
            attached.python().objects().decRef(object);
        }
    }

    /** Drops references, also of values that are 0. */
    public static void decRef(Attached attached, long... objects) {
        for (long object : objects) {
            decRef(attached, object);
        }
    }

    /** Drops references. */
    public static void decRef(Attached attached, List<Long> objects) {
        objects.forEach(attached.python().objects()::decRef);
    }
}
