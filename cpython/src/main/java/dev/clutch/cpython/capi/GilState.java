package dev.clutch.cpython.capi;

import dev.clutch.error.EngineUnavailableException;
import java.lang.foreign.MemorySegment;

/**
 * The thread-specific variable that holds the thread state which {@code PyGILState_Ensure} finds on the
 * calling thread.
 *
 * <p><b>Why Clutch writes it.</b> CPython takes for granted that a thread deletes its own states. When
 * a state is attached for the first time, CPython writes into the one that the variable names, to note
 * that it is bound no more ({@code bind_gilstate_tstate}); but another thread may have ended that one's
 * interpreter meanwhile, and then the write hits whatever the memory is used for by now. And to delete
 * the state of another thread empties the variable of the deleting one ({@code
 * unbind_gilstate_tstate}). So {@link Threads} keeps it true: it names the state that the thread is
 * attached by, or was when it went into Java from there, and nothing while the thread is in no interpreter. An
 * interpreter is not ended while a thread is in it, so what the variable names is alive.
 *
 * <p><b>How it is found.</b> The key is in no header. It is the one under which the state of the
 * attached thread is found, and that CPython misses when it is taken away.
 */
final class GilState {
    /** More than any C library gives to a process. */
    private static final int KEYS = 1024;

    private final MemorySegment getSpecific = NativeLibrary.libc("pthread_getspecific");
    private final MemorySegment setSpecific = NativeLibrary.libc("pthread_setspecific");
    private final MemorySegment getThisThreadState;
    private long key = -1;

    GilState(NativeLibrary library) {
        getThisThreadState = library.get("PyGILState_GetThisThreadState");
    }

    /**
     * Finds the variable; to be called once, before anything else.
     *
     * @param attached the thread state that the calling thread is attached by
     */
    void find(long attached) {
        for (int candidate = 0; candidate < KEYS; candidate++) {
            if (Downcalls.word(getSpecific, candidate) == attached && isTheOne(candidate, attached)) {
                key = candidate;
                return;
            }
        }
        throw new EngineUnavailableException(
                "this CPython does not keep the state of a thread where Clutch looks for it; choose another with --python");
    }

    private boolean isTheOne(int candidate, long attached) {
        Downcalls.word(setSpecific, candidate, 0);
        boolean missed = Downcalls.word(getThisThreadState) == 0;
        Downcalls.word(setSpecific, candidate, attached);
        return missed;
    }

    long get() {
        return Downcalls.word(getSpecific, key);
    }

    void set(long state) {
        Downcalls.word(setSpecific, key, state);
    }
}
