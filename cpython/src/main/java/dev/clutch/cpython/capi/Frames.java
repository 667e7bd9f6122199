package dev.clutch.cpython.capi;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** {@code pyframe.h}: what threads run at this moment. */
public final class Frames {
    private static final MemorySegment FILE = Arena.global().allocateFrom("co_filename");

    private final LibPython python;
    private final MemorySegment ofState;
    private final MemorySegment code;

    Frames(LibPython python, NativeLibrary library) {
        this.python = python;
        ofState = library.get("PyThreadState_GetFrame");
        code = library.get("PyFrame_GetCode");
    }

    /**
     * The file name of the innermost Python code that a thread runs; empty if it runs none.
     *
     * @param state its thread state, of the interpreter that the caller is attached to
     */
    public String fileRunBy(long state) {
        // SAFETY: the caller holds the GIL, without which no frame of this interpreter comes or goes.
        long frame = Downcalls.word(ofState, state);
        if (frame == 0) {
            return "";
        }
        long running = Downcalls.word(code, frame);
        long file = python.objects().getAttrString(running, FILE.address());
        long utf8 = file == 0 ? 0 : python.values().unicodeAsUtf8AndSize(file, 0);
        String text = utf8 == 0 ? "" : Memory.string(utf8);
        if (utf8 == 0) {
            python.errors().clear();
        }
        for (long object : new long[] {frame, running, file}) {
            if (object != 0) {
                python.objects().decRef(object);
            }
        }
        return text;
    }
}
