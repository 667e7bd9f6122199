package dev.clutch.cpython.capi;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * {@code pystate.h}: interpreters, their ids, and where they came from.
 *
 * <p>CPython has no function that says which ids it has given out, and none that says that an
 * interpreter was made by Python code. Both are one field of a struct. Where these fields are is found
 * out from the running library, see ADR 7; a library where they cannot be found lacks the feature.
 */
public final class InterpreterStates {
    /** How much of a struct is searched; both fields are near its start. */
    private static final int SEARCHED_WORDS = 2048;

    private static final int NONE = -1;

    private final MemorySegment getId;
    private final MemorySegment main;
    private final Optional<MemorySegment> isRunningMain;
    private final Optional<MemorySegment> setRunningMain;
    private final Optional<MemorySegment> setNotRunningMain;
    private final Optional<MemorySegment> runtime;
    private final int whenceWord;
    private long nextIdAddress;

    InterpreterStates(NativeLibrary library) {
        getId = library.get("PyInterpreterState_GetID");
        main = library.get("PyInterpreterState_Main");
        isRunningMain = library.find("_PyInterpreterState_IsRunningMain");
        setRunningMain = library.find("_PyInterpreterState_SetRunningMain");
        setNotRunningMain = library.find("_PyInterpreterState_SetNotRunningMain");
        runtime = library.find("_PyRuntime");
        whenceWord = library.find("_PyInterpreterState_GetWhence")
                .map(InterpreterStates::findWhence)
                .orElse(NONE);
    }

    /** The id of an interpreter that is alive. */
    public long id(long interpreter) {
        return Downcalls.word(getId, interpreter);
    }

    /** Has the function read from a struct whose every word is its own number. */
    private static int findWhence(MemorySegment getWhence) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment struct = arena.allocate(JAVA_LONG, SEARCHED_WORDS);
            for (int i = 0; i < SEARCHED_WORDS; i++) {
                struct.setAtIndex(JAVA_LONG, i, i);
            }
            // SAFETY: the function reads one field of the struct and calls nothing.
            long word = Downcalls.word(getWhence, struct.address());
            return word > 0 && word < SEARCHED_WORDS ? (int) word : NONE;
        }
    }

    /** Notes where the interpreter came from, one of CPython's numbers. The caller is attached to it. */
    public void setWhence(long interpreter, long whence) {
        if (whenceWord != NONE) {
            // SAFETY: alive, since the caller is attached; CPython reads this field for information only.
            Memory.word(interpreter + (long) whenceWord * Long.BYTES, whence);
        }
    }

    /**
     * Looks for the counter of ids. To be called when the runtime has just started: the list of
     * interpreters then has the main one as its head, the main one, and 1 as the next id, in a row.
     */
    public void findNextId() {
        long only = Downcalls.word(main);
        runtime.ifPresent(start -> {
            for (int i = 0; i < SEARCHED_WORDS && nextIdAddress == 0; i++) {
                long address = start.address() + (long) i * Long.BYTES;
                // SAFETY: _PyRuntime has the whole main interpreter in it, which is larger than what is searched.
                if (Memory.word(address) == only
                        && Memory.word(address + Long.BYTES) == only
                        && Memory.word(address + 2 * Long.BYTES) == 1) {
                    nextIdAddress = address + 2 * Long.BYTES;
                }
            }
        });
    }

    /** The id that the next interpreter gets, if that can be known; all smaller ones have been given out. */
    public OptionalLong nextId() {
        // SAFETY: an aligned word of a struct that is never freed.
        return nextIdAddress == 0 ? OptionalLong.empty() : OptionalLong.of(Memory.word(nextIdAddress));
    }

    /**
     * Says that the attached thread runs the interpreter's {@code __main__}, unless some thread does
     * already. Built-in functions that look for a frame then find {@code __main__}.
     *
     * @return whether {@link #stopRunningMain} is to be called
     */
    public boolean startRunningMain(long interpreter) {
        // SAFETY: attached to this interpreter, whose GIL guards the field.
        return setRunningMain.isPresent()
                && isRunningMain.isPresent()
                && Downcalls.number(isRunningMain.get(), interpreter) == 0
                && Downcalls.number(setRunningMain.get(), interpreter) == 0;
    }

    /** Takes back what {@link #startRunningMain} said, on the same thread. */
    public void stopRunningMain(long interpreter) {
        setNotRunningMain.ifPresent(function -> Downcalls.word(function, interpreter));
    }
}
