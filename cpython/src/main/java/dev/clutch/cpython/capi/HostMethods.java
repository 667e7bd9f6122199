package dev.clutch.cpython.capi;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * C functions that are Java methods. All built-in functions of a libpython share one native stub:
 * which one was called, and in which interpreter, is in the {@code self} that it was made with.
 */
public final class HostMethods {

    /** The Java side of every built-in function. Must not throw: that would end the VM. */
    @FunctionalInterface
    public interface Target {
        /**
         * Serves a call; the calling thread is attached.
         *
         * @param self what the function was made with, or the object that is called
         * @param arguments address of an array of borrowed objects
         * @param count how many there are; of an object that is called, the positional ones
         * @param keywords of an object that is called: a tuple of the names of the others, or 0
         * @return a new reference, or 0 with an error set
         */
        long call(long self, long arguments, long count, long keywords);
    }

    /** What C passes fewer words to finds anything in the others; see {@link Downcalls}. */
    private static final FunctionDescriptor WORDS =
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);

    /** Lives as long as libpython, which keeps pointers into it until the process ends. */
    private final Arena arena = Arena.global();

    private final MemorySegment stub;

    /** A stub for the given target. */
    @SuppressWarnings("restricted")
    public HostMethods(Target target) {
        stub = Linker.nativeLinker().upcallStub(method(target), WORDS, arena);
    }

    private static MethodHandle method(Target target) {
        try {
            MethodType type = MethodType.methodType(long.class, long.class, long.class, long.class, long.class);
            return MethodHandles.lookup()
                    .findVirtual(Target.class, "call", type)
                    .bindTo(target);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("a method that is there was not found", e);
        }
    }

    /** A C function, taking up to four words, that calls the target; kept for ever. */
    static MemorySegment function(Target target) {
        return new HostMethods(target).stub;
    }

    /** A C function, taking up to four words, that runs the task and returns 0; kept for ever. */
    static MemorySegment task(Runnable task) {
        return function((a, b, c, d) -> {
            task.run();
            return 0;
        });
    }

    /** A {@code PyMethodDef} for a function of the given name. */
    public MemorySegment define(String name, String doc) {
        MemorySegment def = arena.allocate(Layouts.METHOD_DEF);
        def.set(ADDRESS, Layouts.METHOD_NAME, arena.allocateFrom(name));
        def.set(ADDRESS, Layouts.METHOD_FUNCTION, stub);
        def.set(JAVA_INT, Layouts.METHOD_FLAGS, Layouts.METH_FASTCALL);
        def.set(ADDRESS, Layouts.METHOD_DOC, arena.allocateFrom(doc));
        return def;
    }
}
