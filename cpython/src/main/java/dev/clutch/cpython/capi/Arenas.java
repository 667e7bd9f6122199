package dev.clutch.cpython.capi;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code objimpl.h}: where CPython takes the memory for its small objects from, an arena of a mebibyte at a time.
 * Each interpreter with an own allocator has its own arenas.
 *
 * <p><b>Why Java may be asked for each.</b> They are few, so that an upcall for each costs nothing. It happens in
 * the middle of CPython's allocator: the watcher must not touch Python, and must neither wait nor throw.
 */
public final class Arenas {
    /** Hears of arenas, on the thread that takes them or gives them back. */
    public interface Watcher {
        /**
         * An arena was taken.
         *
         * @param interpreter the id of the interpreter that the thread is attached to, or -1
         */
        void taken(long interpreter, long address, long size);

        /** An arena was given back, one that was taken before there was a watcher perhaps. */
        void givenBack(long address);
    }

    private static final long NOBODY = -1;

    private final MemorySegment getAllocator;
    private final MemorySegment setAllocator;
    private final Optional<MemorySegment> attachedState;
    private final MemorySegment stateInterpreter;
    private final MemorySegment interpreterId;
    private @Nullable MemorySegment watching;

    Arenas(NativeLibrary library) {
        getAllocator = library.get("PyObject_GetArenaAllocator");
        setAllocator = library.get("PyObject_SetArenaAllocator");
        attachedState =
                library.find("PyThreadState_GetUnchecked").or(() -> library.find("_PyThreadState_UncheckedGet"));
        stateInterpreter = library.get("PyThreadState_GetInterpreter");
        interpreterId = library.get("PyInterpreterState_GetID");
    }

    /**
     * Puts the watcher between CPython and the system, until the runtime is started anew. To be called with one watcher
     * only, and not at the same time by two threads.
     */
    public void watch(Watcher watcher) {
        if (watching == null) {
            watching = watching(watcher);
        }
        // SAFETY: CPython copies three words, which other threads may read meanwhile: any mixture of the old and the
        // new ones works, since the new functions call the old ones with the old context.
        Downcalls.word(setAllocator, watching.address());
    }

    private MemorySegment watching(Watcher watcher) {
        MemorySegment allocator = Arena.global().allocate(Layouts.ARENA_ALLOCATOR);
        Downcalls.word(getAllocator, allocator.address());
        MemorySegment take = function(allocator, Layouts.ARENA_ALLOC);
        MemorySegment giveBack = function(allocator, Layouts.ARENA_FREE);
        put(allocator, Layouts.ARENA_ALLOC, HostMethods.function((context, size, _, _) -> {
            long address = Downcalls.word(take, context, size);
            if (address != 0) {
                quietly(() -> watcher.taken(attachedInterpreter(), address, size));
            }
            return address;
        }));
        put(allocator, Layouts.ARENA_FREE, HostMethods.function((context, address, size, _) -> {
            quietly(() -> watcher.givenBack(address));
            return Downcalls.word(giveBack, context, address, size);
        }));
        return allocator;
    }

    private static MemorySegment function(MemorySegment allocator, long offset) {
        return MemorySegment.ofAddress(Memory.word(allocator.address() + offset));
    }

    private static void put(MemorySegment allocator, long offset, MemorySegment function) {
        Memory.word(allocator.address() + offset, function.address());
    }

    /** What left an upcall would end the VM; and an account that is wrong is better than that. */
    private static void quietly(Runnable report) {
        try {
            report.run();
        } catch (Throwable t) {
            System.getLogger("dev.clutch").log(System.Logger.Level.ERROR, "an arena was not accounted for", t);
        }
    }

    private long attachedInterpreter() {
        long state = attachedState.map(Downcalls::word).orElse(0L);
        return state == 0 ? NOBODY : Downcalls.word(interpreterId, Downcalls.word(stateInterpreter, state));
    }
}
