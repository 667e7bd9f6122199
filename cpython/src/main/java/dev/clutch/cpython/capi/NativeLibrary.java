package dev.clutch.cpython.capi;

import dev.clutch.error.EngineUnavailableException;
import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** A shared library opened with {@code dlopen}; stays loaded until the process ends. */
final class NativeLibrary {
    private static final SymbolLookup LIBC = Linker.nativeLinker().defaultLookup();
    private static final int RTLD_NOW = 2;
    /** Extension modules take libpython's symbols from the global scope. */
    private static final int RTLD_GLOBAL = isMac() ? 8 : 0x100;

    private static final int RTLD_LOCAL = 0;
    /** Its symbols are looked for in itself and what it needs, before the global scope. */
    static final int RTLD_DEEPBIND = 8;

    private final Path file;
    private final long handle;
    private final MemorySegment dlsym = libc("dlsym");

    private NativeLibrary(Path file, long handle) {
        this.file = file;
        this.handle = handle;
    }

    static NativeLibrary open(Path file) {
        return open(file, RTLD_NOW | RTLD_GLOBAL);
    }

    /** Opens a copy of a library that is in the global scope already: neither is to be taken for the other. */
    static NativeLibrary openCopy(Path file) {
        return open(file, RTLD_NOW | RTLD_LOCAL | RTLD_DEEPBIND);
    }

    private static NativeLibrary open(Path file, int mode) {
        try (Arena arena = Arena.ofConfined()) {
            long handle = Downcalls.word(
                    libc("dlopen"), arena.allocateFrom(file.toString()).address(), mode);
            if (handle == 0) {
                throw new EngineUnavailableException(
                        "cannot load " + file + ": " + Memory.string(Downcalls.word(libc("dlerror"))));
            }
            return new NativeLibrary(file, handle);
        }
    }

    static MemorySegment libc(String name) {
        return LIBC.findOrThrow(name);
    }

    private static boolean isMac() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac");
    }

    Optional<MemorySegment> find(String symbol) {
        try (Arena arena = Arena.ofConfined()) {
            long address =
                    Downcalls.word(dlsym, handle, arena.allocateFrom(symbol).address());
            return address == 0 ? Optional.empty() : Optional.of(MemorySegment.ofAddress(address));
        }
    }

    MemorySegment get(String symbol) {
        return find(symbol)
                .orElseThrow(() -> new EngineUnavailableException(
                        file + " has no " + symbol + ": it is no libpython of CPython 3.12 or newer"));
    }
}
