package dev.clutch.cpython.capi;

import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.OptionalLong;

/** What the system calls a thread. */
public final class NativeThread {
    private static final Optional<MemorySegment> GETTID =
            Linker.nativeLinker().defaultLookup().find("gettid");

    private NativeThread() {}

    /** The number of the calling thread, as in {@code /proc/self/task}; empty where threads have none. */
    public static OptionalLong number() {
        return GETTID.map(function -> OptionalLong.of(Downcalls.word(function))).orElseGet(OptionalLong::empty);
    }
}
