package dev.clutch.cpython.capi;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** {@code pyframe.h}: what threads run at this moment. */
public final class Frames {
    private static final MemorySegment FILE = Arena.global().allocateFrom("co_filename");
    private static final String OF_LOCKS = "/clutch/_lock_waits.py";

    private final LibPython python;
    private final MemorySegment ofState;
    private final MemorySegment code;
    private final MemorySegment back;

    Frames(LibPython python, NativeLibrary library) {
        this.python = python;
        ofState = library.get("PyThreadState_GetFrame");
        code = library.get("PyFrame_GetCode");
        back = library.get("PyFrame_GetBack");
    }

    /**
     * The file name of the innermost Python code that a thread runs; empty if it runs none. What stands there for
     * methods of locks counts as part of its caller.
     *
     * @param state its thread state, of the interpreter that the caller is attached to
     */
    public String fileRunBy(long state) {
        // SAFETY: the caller holds the GIL, without which no frame of this interpreter comes or goes.
        long frame = Downcalls.word(ofState, state);
        String file = fileOf(frame);
        while (file.endsWith(OF_LOCKS)) {
            long outer = Downcalls.word(back, frame);
            drop(frame);
            frame = outer;
            file = fileOf(frame);
        }
        drop(frame);
        return file;
    }

    private String fileOf(long frame) {
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
        drop(running);
        drop(file);
        return text;
    }

    private void drop(long object) {
        if (object != 0) {
            python.objects().decRef(object);
        }
    }
}
