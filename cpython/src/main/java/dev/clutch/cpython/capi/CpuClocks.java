package dev.clutch.cpython.capi;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Locale;
import java.util.OptionalLong;

/** {@code time.h}: how much CPU time threads have used, in nanoseconds. */
public final class CpuClocks {
    private static final boolean LINUX =
            System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux");

    /** {@code CLOCK_THREAD_CPUTIME_ID}. */
    private static final long OWN = LINUX ? 3 : 16;

    private static final long TIMESPEC = 16;
    private static final MemorySegment GET_TIME = NativeLibrary.libc("clock_gettime");

    private CpuClocks() {}

    /** Memory for the clocks to write into, to be used by one thread at a time. */
    public static MemorySegment memory(Arena arena) {
        return arena.allocate(TIMESPEC, Long.BYTES);
    }

    /** The calling thread's. */
    public static long own(MemorySegment memory) {
        return read(OWN, memory).orElseThrow();
    }

    /** Another thread's, by its number in the system; empty if it has ended, or the system does not tell. */
    public static OptionalLong of(long nativeThread) {
        if (!LINUX) {
            return OptionalLong.empty();
        }
        try (Arena arena = Arena.ofConfined()) {
            // How Linux numbers such clocks is part of its interface; pthread_getcpuclockid returns this too.
            return read((~nativeThread << 3) | 6, memory(arena));
        }
    }

    private static OptionalLong read(long clock, MemorySegment memory) {
        // SAFETY: the function writes two words, and fails for a clock that is not there.
        if (Downcalls.number(GET_TIME, clock, memory.address()) != 0) {
            return OptionalLong.empty();
        }
        long seconds = Memory.word(memory.address());
        return OptionalLong.of(seconds * 1_000_000_000 + Memory.word(memory.address() + Long.BYTES));
    }
}
