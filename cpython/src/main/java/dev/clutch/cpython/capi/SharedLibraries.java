package dev.clutch.cpython.capi;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** {@code dlfcn.h}: libraries that several runtimes share. */
public final class SharedLibraries {
    private static final int RTLD_NOW = 2;
    private static final Set<String> KEPT = ConcurrentHashMap.newKeySet();

    private SharedLibraries() {}

    /**
     * Loads a library by itself, once, and keeps it. If an extension module brought it, the loader would look its
     * symbols up in that module's libraries too, and so bind what all share to the runtime of the first.
     * A library that is not there is left to the module that needs it, whose error names it.
     *
     * @param library a path, or a name that the loader finds
     */
    public static void keep(String library) {
        if (KEPT.add(library)) {
            try (Arena arena = Arena.ofConfined()) {
                Downcalls.word(
                        NativeLibrary.libc("dlopen"),
                        arena.allocateFrom(library).address(),
                        RTLD_NOW);
            }
        }
    }

    /**
     * Whether {@code malloc} is not the C library's, but one that was preloaded. Private copies would mix both up,
     * since they look into their own libraries first.
     */
    public static boolean isAllocatorReplaced() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment dlopen = NativeLibrary.libc("dlopen");
            MemorySegment dlsym = NativeLibrary.libc("dlsym");
            long malloc = arena.allocateFrom("malloc").address();
            long process = Downcalls.word(dlopen, 0, RTLD_NOW);
            long libc = Downcalls.word(dlopen, arena.allocateFrom("libc.so.6").address(), RTLD_NOW);
            return libc != 0 && Downcalls.word(dlsym, process, malloc) != Downcalls.word(dlsym, libc, malloc);
        }
    }
}
