package dev.clutch.cpython.capi;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

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

    /** {@code METH_FASTCALL}: called with an array of arguments and their number. */
    static final int METH_FASTCALL = 0x80;

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

    /** Where {@code PyTypeObject} keeps the size of an instance without items. */
    static final long TYPE_BASIC_SIZE = 32;

    /**
     * More than {@code PyConfig} needs in any version (about 500 bytes). It is filled and read by
     * CPython's functions only, but for the one field below.
     */
    static final long CONFIG_SIZE = 4096;

    /** {@code PyConfig.install_signal_handlers}, the fifth int in every version so far. */
    static final long CONFIG_INSTALL_SIGNAL_HANDLERS = 16;

    private Layouts() {}
}
