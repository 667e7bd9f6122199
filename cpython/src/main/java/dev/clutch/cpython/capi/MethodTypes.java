package dev.clutch.cpython.capi;

import java.lang.foreign.MemorySegment;

/**
 * The type {@code _clutch.Method}: what a method has from C whose plain calls go straight to a host function, without
 * any Python code in between. The Python class above it, {@code clutch._methods.Method}, has three slots, which this
 * reads: the Python function, for all other calls; the host function; and the member of the method's class that holds
 * the id of what an instance stands for.
 *
 * <p><b>Why it is safe.</b> Python code may put anything into the slots and call a method with anything. So each call
 * checks what it finds there, and that the first argument is an instance of the very class whose member it reads.
 */
public final class MethodTypes {
    private static final long VECTORCALL = Layouts.OBJECT_SIZE;
    private static final long COUNT = VECTORCALL + Long.BYTES;
    private static final long SIZE = COUNT + Long.BYTES;

    /** The slots of the Python class, in the order of their names. */
    private static final long FUNCTION = SIZE;

    private static final long HOST = FUNCTION + Long.BYTES;
    private static final long MEMBER = HOST + Long.BYTES;

    private final LibPython python;
    private final MemorySegment called;
    private final MemorySegment spec;

    /**
     * What the types of all interpreters of this libpython share; kept for ever.
     *
     * @param target serves the calls; its {@code self} is the method
     */
    public MethodTypes(LibPython python, HostMethods.Target target) {
        this.python = python;
        this.called = HostMethods.function(target);
        this.spec = spec();
    }

    private MemorySegment spec() {
        HeapTypes types = python.heapTypes();
        String doc = "(number of arguments): a method that is Java's.";
        return TypeSpec.ofCallables("_clutch.Method", doc, SIZE, types, this::make, VECTORCALL)
                .slot(TypeSpec.TP_DESCR_GET, types.bindAsFunctionsDo(python.types().function))
                .write();
    }

    /** The type for the attached interpreter; 0 on error. */
    public long newType() {
        return python.heapTypes().fromSpec(spec);
    }

    /** {@code object tp_new(type, arguments, keywords)}. */
    private long make(long type, long arguments, long keywords, long unused) {
        try {
            return hasSlots(type) && isOneInt(arguments) ? fill(type, argument(arguments)) : refuse();
        } catch (Throwable t) {
            return refuse();
        }
    }

    private static boolean hasSlots(long type) {
        // SAFETY: a live type; what a class in Python adds to the size of ours is slots.
        return Memory.word(type + Layouts.TYPE_BASIC_SIZE) >= MEMBER + Long.BYTES;
    }

    private boolean isOneInt(long arguments) {
        return Containers.size(arguments) == 1 && Objects.typeOf(argument(arguments)) == python.types().integer;
    }

    private long argument(long arguments) {
        return python.containers().tupleGetItem(arguments, 0);
    }

    private long fill(long type, long count) {
        python.heapTypes().setMethodDescriptor(type);
        long object = python.heapTypes().alloc(type);
        if (object != 0) {
            // SAFETY: an instance of our own type that nobody has seen, with room for these.
            Memory.word(object + VECTORCALL, called.address());
            Memory.word(object + COUNT, python.values().longAsLongLong(count));
        }
        return object;
    }

    private long refuse() {
        python.errors().setNone(python.errors().runtimeError);
        return 0;
    }

    /** How many arguments a plain call of a method has. */
    public static long count(long method) {
        // SAFETY, here and below: CPython calls nothing but instances of our own type, which have these fields.
        return Memory.word(method + COUNT);
    }

    /** The {@code self} of the host function that serves plain calls; a negative number if there is none. */
    public long self(long method) {
        long host = Memory.word(method + HOST);
        if (host == 0 || Objects.typeOf(host) != python.types().builtinFunction) {
            return -1;
        }
        // SAFETY: a live built-in function.
        return compactOrNegative(Memory.word(host + Layouts.FUNCTION_SELF));
    }

    /** The id of what the object, the first argument of a call, stands for; a negative number if it has none. */
    public long id(long method, long object) {
        long member = Memory.word(method + MEMBER);
        if (member == 0 || Objects.typeOf(member) != python.types().member) {
            return -1;
        }
        // SAFETY: a live member descriptor. Its class is the object's own, so that the object has the member.
        return Objects.typeOf(object) == Memory.word(member + Layouts.MEMBER_CLASS)
                ? compactOrNegative(Memory.word(object + offset(member)))
                : -1;
    }

    private static long offset(long member) {
        return Memory.word(Memory.word(member + Layouts.MEMBER_DEFINITION) + Layouts.MEMBER_OFFSET);
    }

    private long compactOrNegative(long object) {
        boolean isNumber = object != 0 && Objects.typeOf(object) == python.types().integer;
        return isNumber ? python.values().longAsLongLong(object) : -1;
    }

    /** Has the Python function serve a call; 0 on error. */
    public long callFunction(long method, long arguments, long count, long keywords) {
        long function = Memory.word(method + FUNCTION);
        return function != 0 ? python.objects().call(function, arguments, count, keywords) : refuse();
    }
}
