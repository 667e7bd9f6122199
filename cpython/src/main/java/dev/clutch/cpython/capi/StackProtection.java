package dev.clutch.cpython.capi;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.util.Optional;

/**
 * Tells CPython that the stack ends earlier than it does.
 *
 * <p>CPython raises {@code RecursionError} some 32 KiB above the end of a thread's stack. But the JVM
 * keeps guard pages there, and code that comes back into Java from that far down would find no room
 * to run, not even to throw. So the last {@value #RESERVED} bytes, or half of a small stack, are kept for Java. CPython offers
 * this from 3.14.1 on; before, its fixed recursion limits have to do.
 */
final class StackProtection {
    private static final long RESERVED = 256 * 1024;
    private static final long PTHREAD_ATTR_SIZE = 256;

    private final Optional<MemorySegment> setProtection;
    private final Optional<MemorySegment> getAttributes;

    StackProtection(NativeLibrary library) {
        setProtection = library.find("PyUnstable_ThreadState_SetStackProtection");
        SymbolLookup libc = Linker.nativeLinker().defaultLookup();
        getAttributes = libc.find("pthread_getattr_np");
    }

    /** Protects the stack of the calling thread, which is attached by {@code state}. */
    void protect(long state) {
        if (setProtection.isEmpty() || getAttributes.isEmpty()) {
            return;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment attributes = arena.allocate(PTHREAD_ATTR_SIZE, 16);
            MemorySegment bounds = arena.allocate(JAVA_LONG, 2);
            long self = Downcalls.word(NativeLibrary.libc("pthread_self"));
            if (Downcalls.number(getAttributes.get(), self, attributes.address()) != 0) {
                return;
            }
            Downcalls.number(
                    NativeLibrary.libc("pthread_attr_getstack"),
                    attributes.address(),
                    bounds.address(),
                    bounds.address() + Long.BYTES);
            Downcalls.number(NativeLibrary.libc("pthread_attr_destroy"), attributes.address());
            long start = bounds.getAtIndex(JAVA_LONG, 0);
            long size = bounds.getAtIndex(JAVA_LONG, 1);
            long reserved = Math.min(RESERVED, size / 2);
            // SAFETY: a part of the calling thread's own stack.
            Downcalls.number(setProtection.get(), state, start + reserved, size - reserved);
        }
    }
}
