package dev.clutch.cpython.capi;

import java.lang.foreign.MemorySegment;

/** {@code object.h}, {@code abstract.h}, {@code refcount.h}: what all objects can do. */
public final class Objects {
    private final MemorySegment incRef;
    private final MemorySegment decRef;
    private final MemorySegment getAttr;
    private final MemorySegment getAttrString;
    private final MemorySegment setAttrString;
    private final MemorySegment vectorcall;
    private final MemorySegment call;
    private final MemorySegment type;
    private final MemorySegment repr;

    /** Python's {@code None}: immortal, the same in all interpreters of this libpython. */
    public final long none;
    /** Python's {@code True}. */
    public final long pyTrue;
    /** Python's {@code False}. */
    public final long pyFalse;

    Objects(NativeLibrary library) {
        incRef = library.get("Py_IncRef");
        decRef = library.get("Py_DecRef");
        getAttr = library.get("PyObject_GetAttr");
        getAttrString = library.get("PyObject_GetAttrString");
        setAttrString = library.get("PyObject_SetAttrString");
        call = library.get("PyObject_Call");
        vectorcall = library.get("PyObject_Vectorcall");
        repr = library.get("PyObject_Repr");
        type = library.get("PyObject_Type");
        none = library.get("_Py_NoneStruct").address();
        pyTrue = library.get("_Py_TrueStruct").address();
        pyFalse = library.get("_Py_FalseStruct").address();
    }

    /** Takes another reference to the object. */
    public long incRef(long object) {
        // SAFETY: the GIL guards the count of a live object, and LibPython.checkLayouts has verified where it is.
        int count = Memory.number(object + Layouts.OBJECT_REFERENCES);
        if (count >= 0) {
            Memory.number(object + Layouts.OBJECT_REFERENCES, count + 1);
        }
        return object;
    }

    /** Drops a reference; may run Python code (finalizers). */
    public void decRef(long object) {
        // SAFETY: as above.
        int count = Memory.number(object + Layouts.OBJECT_REFERENCES);
        if (count == 1) {
            Downcalls.word(decRef, object);
        } else if (count > 1) {
            Memory.number(object + Layouts.OBJECT_REFERENCES, count - 1);
        }
    }

    /** {@link #incRef} as the library itself does it. */
    void askIncRef(long object) {
        Downcalls.word(incRef, object);
    }

    /** How many references there are to an object; negative if it is immortal. */
    static int references(long object) {
        return Memory.number(object + Layouts.OBJECT_REFERENCES);
    }

    /** The object's type, borrowed from it. */
    public static long typeOf(long object) {
        // SAFETY: object is a live PyObject*, and LibPython.checkLayouts has verified the offset.
        return Memory.word(object + Layouts.OBJECT_TYPE);
    }

    /** The object's type as the library itself tells it: to check {@link #typeOf}. */
    long askType(long object) {
        return Downcalls.word(type, object);
    }

    /** {@code object.name}, the name being a {@code str}; 0 on error. */
    public long getAttr(long object, long name) {
        return Downcalls.word(getAttr, object, name);
    }

    /** {@code object.name}, the name being a C string; 0 on error. */
    public long getAttrString(long object, long name) {
        return Downcalls.word(getAttrString, object, name);
    }

    /** {@code object.name = value}; -1 on error. */
    public int setAttrString(long object, long name, long value) {
        return Downcalls.number(setAttrString, object, name, value);
    }

    /** {@code repr(object)}; 0 on error. */
    public long repr(long object) {
        return Downcalls.word(repr, object);
    }

    /** Calls an object with a tuple and a dict; 0 on error. */
    public long call(long callable, long arguments, long keywords) {
        return Downcalls.word(call, callable, arguments, keywords);
    }

    /**
     * Calls an object; 0 on error.
     *
     * @param arguments address of an array of positional, then keyword values
     * @param positional how many of them are positional
     * @param keywords a tuple with the names of the keyword values, or 0
     */
    public long call(long callable, long arguments, long positional, long keywords) {
        return Downcalls.word(vectorcall, callable, arguments, positional, keywords);
    }
}
