package dev.clutch.cpython.capi;

import java.lang.foreign.MemorySegment;

/**
 * The type {@code _clutch.Callable}: what a Java function has from C, so that a call of it goes straight to Java.
 * An instance holds the id of the function, and what tells the barrier which interpreter it belongs to.
 *
 * <p>The Python class above it must not define {@code __call__}: then CPython would call that.
 */
public final class CallableTypes {
    private static final long VECTORCALL = Layouts.OBJECT_SIZE;
    private static final long ID = VECTORCALL + Long.BYTES;
    private static final long SELF = ID + Long.BYTES;
    private static final long SIZE = SELF + Long.BYTES;

    private final LibPython python;
    private final MemorySegment called;
    private final MemorySegment spec;

    /**
     * What the types of all interpreters of this libpython share; kept for ever.
     *
     * @param target serves the calls; its {@code self} is the instance
     */
    public CallableTypes(LibPython python, HostMethods.Target target) {
        this.python = python;
        this.called = HostMethods.function(target);
        this.spec = spec();
    }

    private MemorySegment spec() {
        String doc = "(id, self of a host function): calls it.";
        return TypeSpec.ofCallables("_clutch.Callable", doc, SIZE, python.heapTypes(), this::make, VECTORCALL)
                .member("id", TypeSpec.T_LONGLONG, ID, "What names this callable in all interpreters.")
                .write();
    }

    /** The type for the attached interpreter; 0 on error. */
    public long newType() {
        return python.heapTypes().fromSpec(spec);
    }

    /** {@code object tp_new(type, arguments, keywords)}. */
    private long make(long type, long arguments, long keywords, long unused) {
        try {
            return areTwoInts(arguments) ? fill(python.heapTypes().alloc(type), arguments) : refuse();
        } catch (Throwable t) {
            return refuse();
        }
    }

    private boolean areTwoInts(long arguments) {
        return Containers.size(arguments) == 2
                && Objects.typeOf(argument(arguments, 0)) == python.types().integer
                && Objects.typeOf(argument(arguments, 1)) == python.types().integer;
    }

    private long argument(long arguments, int index) {
        return python.containers().tupleGetItem(arguments, index);
    }

    private long fill(long object, long arguments) {
        if (object != 0) {
            // SAFETY: an instance of our own type that nobody has seen, with room for these.
            Memory.word(object + VECTORCALL, called.address());
            Memory.word(object + ID, python.values().longAsLongLong(argument(arguments, 0)));
            Memory.word(object + SELF, python.values().longAsLongLong(argument(arguments, 1)));
        }
        return object;
    }

    private long refuse() {
        python.errors().setNone(python.errors().runtimeError);
        return 0;
    }

    /** The id in an instance. */
    public static long id(long object) {
        // SAFETY, here and below: CPython calls nothing but instances of our own type, which have these fields.
        return Memory.word(object + ID);
    }

    /** The {@code self} of the host function that an instance calls. */
    public static long self(long object) {
        return Memory.word(object + SELF);
    }
}
