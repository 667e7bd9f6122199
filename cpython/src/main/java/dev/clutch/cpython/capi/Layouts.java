package dev.clutch.cpython.capi;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.StructLayout;

/**
 * The C structs that Clutch lays out itself, the same from CPython 3.12 on. {@link Lifecycle} and
 * {@link LibPython} check against the running library what can be checked.
 */
final class Layouts {
    /** {@code PyStatus}. */
    static final StructLayout STATUS = MemoryLayout.structLayout(
            JAVA_INT.withName("type"),
            MemoryLayout.paddingLayout(4),
            ADDRESS.withName("func"),
            ADDRESS.withName("err_msg"),
            JAVA_INT.withName("exitcode"),
            MemoryLayout.paddingLayout(4));

    static final long STATUS_TYPE = STATUS.byteOffset(PathElement.groupElement("type"));
    static final long STATUS_MESSAGE = STATUS.byteOffset(PathElement.groupElement("err_msg"));
    static final long STATUS_EXIT_CODE = STATUS.byteOffset(PathElement.groupElement("exitcode"));

    /** {@code PyInterpreterConfig}: six flags and the GIL, each an int. */
    static final int INTERPRETER_CONFIG_FIELDS = 7;

    /** {@code PyObjectArenaAllocator}. */
    static final StructLayout ARENA_ALLOCATOR =
            MemoryLayout.structLayout(ADDRESS.withName("ctx"), ADDRESS.withName("alloc"), ADDRESS.withName("free"));

    static final long ARENA_ALLOC = ARENA_ALLOCATOR.byteOffset(PathElement.groupElement("alloc"));
    static final long ARENA_FREE = ARENA_ALLOCATOR.byteOffset(PathElement.groupElement("free"));

    /** {@code PyMethodDef}. */
    static final StructLayout METHOD_DEF = MemoryLayout.structLayout(
            ADDRESS.withName("ml_name"),
            ADDRESS.withName("ml_meth"),
            JAVA_INT.withName("ml_flags"),
            MemoryLayout.paddingLayout(4),
            ADDRESS.withName("ml_doc"));

    static final long METHOD_NAME = METHOD_DEF.byteOffset(PathElement.groupElement("ml_name"));
    static final long METHOD_FUNCTION = METHOD_DEF.byteOffset(PathElement.groupElement("ml_meth"));
    static final long METHOD_FLAGS = METHOD_DEF.byteOffset(PathElement.groupElement("ml_flags"));
    static final long METHOD_DOC = METHOD_DEF.byteOffset(PathElement.groupElement("ml_doc"));

    /** {@code PyType_Spec}. */
    static final StructLayout TYPE_SPEC = MemoryLayout.structLayout(
            ADDRESS.withName("name"),
            JAVA_INT.withName("basicsize"),
            JAVA_INT.withName("itemsize"),
            JAVA_INT.withName("flags"),
            MemoryLayout.paddingLayout(4),
            ADDRESS.withName("slots"));

    static final long SPEC_NAME = TYPE_SPEC.byteOffset(PathElement.groupElement("name"));
    static final long SPEC_SIZE = TYPE_SPEC.byteOffset(PathElement.groupElement("basicsize"));
    static final long SPEC_FLAGS = TYPE_SPEC.byteOffset(PathElement.groupElement("flags"));
    static final long SPEC_SLOTS = TYPE_SPEC.byteOffset(PathElement.groupElement("slots"));

    /** {@code PyType_Slot}. */
    static final StructLayout TYPE_SLOT = MemoryLayout.structLayout(
            JAVA_INT.withName("slot"), MemoryLayout.paddingLayout(4), ADDRESS.withName("pfunc"));

    static final long SLOT_NUMBER = TYPE_SLOT.byteOffset(PathElement.groupElement("slot"));
    static final long SLOT_FUNCTION = TYPE_SLOT.byteOffset(PathElement.groupElement("pfunc"));

    /** {@code PyMemberDef}. */
    static final StructLayout MEMBER_DEF = MemoryLayout.structLayout(
            ADDRESS.withName("name"),
            JAVA_INT.withName("type"),
            MemoryLayout.paddingLayout(4),
            JAVA_LONG.withName("offset"),
            JAVA_INT.withName("flags"),
            MemoryLayout.paddingLayout(4),
            ADDRESS.withName("doc"));

    static final long MEMBER_NAME = MEMBER_DEF.byteOffset(PathElement.groupElement("name"));
    static final long MEMBER_TYPE = MEMBER_DEF.byteOffset(PathElement.groupElement("type"));
    static final long MEMBER_OFFSET = MEMBER_DEF.byteOffset(PathElement.groupElement("offset"));
    static final long MEMBER_FLAGS = MEMBER_DEF.byteOffset(PathElement.groupElement("flags"));
    static final long MEMBER_DOC = MEMBER_DEF.byteOffset(PathElement.groupElement("doc"));

    /** {@code Py_buffer}, which the stable ABI fixes: memory, exporter, length, and what describes it. */
    public static final long BUFFER_SIZE = 80;

    static final long BUFFER_EXPORTER = 8;
    static final long BUFFER_LENGTH = 16;
    static final long BUFFER_ITEM_SIZE = 24;
    static final long BUFFER_READ_ONLY = 32;
    static final long BUFFER_DIMENSIONS = 36;
    static final long BUFFER_FORMAT = 40;
    static final long BUFFER_SHAPE = 48;
    static final long BUFFER_STRIDES = 56;
    static final long BUFFER_SUBOFFSETS = 64;
    static final long BUFFER_INTERNAL = 72;

    /** {@code METH_FASTCALL}: called with an array of arguments and their number. */
    static final int METH_FASTCALL = 0x80;

    /** How big {@code PyObject} is: where the fields of a type of our own begin. */
    static final long OBJECT_SIZE = 16;

    /**
     * Where {@code PyObject} keeps its reference count, an int that is negative if the object is immortal, in
     * builds without free threading.
     */
    static final long OBJECT_REFERENCES = 0;

    /** Where {@code PyObject} keeps its type, in builds without free threading. */
    static final long OBJECT_TYPE = 8;

    /** Where {@code PyVarObject}, such as a tuple or a list, keeps its size. */
    static final long VAR_SIZE = 16;

    /** Where {@code PyListObject} keeps the address of its items. */
    static final long LIST_ITEMS = 24;

    /** {@code PyLongObject}: the tag has the number of digits, above three bits that tell the sign: 0 or 2. */
    static final long INT_TAG = 16;

    static final long INT_FIRST_DIGIT = 24;
    static final long INT_TAG_COMPACT = 2 << 3;
    static final long INT_TAG_SIGN = 3;

    /** Where {@code PyFloatObject} keeps its value. */
    static final long FLOAT_VALUE = 16;

    /** {@code PyASCIIObject}: how many characters, and the bits that tell how they are kept. */
    static final long STRING_LENGTH = 16;

    static final long STRING_STATE = 32;
    static final int STRING_WIDTH = 2;
    static final int STRING_COMPACT = 1 << 5;
    static final int STRING_ASCII = 1 << 6;

    /** Where the characters begin: behind a {@code PyASCIIObject}, or a {@code PyCompactUnicodeObject}. */
    static final long STRING_OF_ASCII = 40;

    static final long STRING_OF_OTHERS = 56;

    /** Where {@code PyTypeObject} keeps the size of an instance without items. */
    static final long TYPE_BASIC_SIZE = 32;

    /** Where {@code PyTypeObject} keeps its flags. */
    static final long TYPE_FLAGS = 168;

    /** Where {@code PyCFunctionObject} keeps what it is called with. */
    static final long FUNCTION_SELF = 24;

    /** {@code PyMemberDescrObject}: the class it belongs to, and the address of its {@code PyMemberDef}. */
    static final long MEMBER_CLASS = 16;

    static final long MEMBER_DEFINITION = 40;

    /**
     * More than {@code PyConfig} needs in any version (about 500 bytes). It is filled and read by
     * CPython's functions only, but for the one field below.
     */
    static final long CONFIG_SIZE = 4096;

    /** {@code PyConfig.install_signal_handlers}, the fifth int in every version so far. */
    static final long CONFIG_INSTALL_SIGNAL_HANDLERS = 16;

    private Layouts() {}
}
