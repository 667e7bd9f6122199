package dev.clutch.cpython.capi;

import java.lang.foreign.MemorySegment;

/** What {@code object.h} and {@code pybuffer.h} have for types that are made at run time. */
public final class HeapTypes {
    private static final int TP_FREE = 74;
    private static final long TPFLAGS_METHOD_DESCRIPTOR = 1 << 17;

    private final MemorySegment fromSpec;
    private final MemorySegment getSlot;
    private final MemorySegment genericAlloc;
    private final MemorySegment fillInfo;
    private final MemorySegment vectorcall;
    private final MemorySegment getFlags;
    private final MemorySegment modified;

    HeapTypes(NativeLibrary library) {
        fromSpec = library.get("PyType_FromSpec");
        getSlot = library.get("PyType_GetSlot");
        genericAlloc = library.get("PyType_GenericAlloc");
        fillInfo = library.get("PyBuffer_FillInfo");
        vectorcall = library.get("PyVectorcall_Call");
        getFlags = library.get("PyType_GetFlags");
        modified = library.get("PyType_Modified");
    }

    /** Whether types keep their flags where they are written here. */
    public boolean knowsFlags(long type) {
        return Downcalls.word(getFlags, type) == Memory.word(type + Layouts.TYPE_FLAGS);
    }

    /**
     * Lets attributes of a type be set, or not any more.
     *
     * @param type a type of the attached interpreter only, which was made at run time
     * @throws IllegalArgumentException if it is another one
     */
    public void setMutable(long type, boolean mutable) {
        setFlag(type, TypeSpec.TPFLAGS_IMMUTABLETYPE, !mutable);
        Downcalls.word(modified, type);
    }

    /** Tells CPython that it may call an attribute of this type without making a bound method first (PEP 590). */
    void setMethodDescriptor(long type) {
        setFlag(type, TPFLAGS_METHOD_DESCRIPTOR, true);
    }

    private static void setFlag(long type, long flag, boolean on) {
        // SAFETY: the GIL guards the type, which no other interpreter has; checkLayouts has verified where its flags
        // are.
        long flags = Memory.word(type + Layouts.TYPE_FLAGS);
        if ((flags & TypeSpec.TPFLAGS_HEAPTYPE) == 0) {
            throw new IllegalArgumentException("a type that all interpreters share must not be changed");
        }
        Memory.word(type + Layouts.TYPE_FLAGS, on ? flags | flag : flags & ~flag);
    }

    /** A new type of the attached interpreter; 0 on error. */
    long fromSpec(MemorySegment spec) {
        return Downcalls.word(fromSpec, spec.address());
    }

    /** The {@code tp_call} of types whose instances have a function for vectorcalls. */
    MemorySegment vectorcall() {
        return vectorcall;
    }

    /** The {@code tp_descr_get} of the type of functions, which is good for any type that is called with its instance. */
    MemorySegment bindAsFunctionsDo(long functionType) {
        return MemorySegment.ofAddress(Downcalls.word(getSlot, functionType, TypeSpec.TP_DESCR_GET));
    }

    /** An instance full of zeros; 0 on error. */
    public long alloc(long type) {
        return Downcalls.word(genericAlloc, type, 0);
    }

    /** Frees the memory of an object whose last reference is gone, and its reference to its type. */
    void free(long object, Objects objects) {
        long type = Objects.typeOf(object);
        // SAFETY: called at the end of tp_dealloc; tp_free is what the type's own allocator goes with.
        Downcalls.word(MemorySegment.ofAddress(Downcalls.word(getSlot, type, TP_FREE)), object);
        objects.decRef(type);
    }

    /** Fills a {@code Py_buffer} for plain memory, which takes a reference to its exporter; -1 on error. */
    int fillInfo(long view, long exporter, long address, long size, boolean writable, int flags) {
        return Downcalls.number(fillInfo, view, exporter, address, size, writable ? 0 : 1, flags);
    }
}
