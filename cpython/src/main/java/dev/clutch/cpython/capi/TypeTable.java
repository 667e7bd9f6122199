package dev.clutch.cpython.capi;

/** Addresses of the built-in types: static, and the same in all interpreters of one libpython. */
public final class TypeTable {
    public final long none;
    public final long bool;
    public final long integer;
    public final long real;
    public final long complex;
    public final long string;
    public final long bytes;
    public final long byteArray;
    public final long tuple;
    public final long list;
    public final long dict;
    public final long set;
    public final long frozenSet;
    public final long memoryView;
    public final long builtinFunction;
    public final long function;
    public final long member;
    public final long module;

    TypeTable(NativeLibrary library) {
        // SAFETY: None is immortal, and its type is the only way to _PyNone_Type, which is not exported.
        none = Objects.typeOf(library.get("_Py_NoneStruct").address());
        bool = library.get("PyBool_Type").address();
        integer = library.get("PyLong_Type").address();
        real = library.get("PyFloat_Type").address();
        complex = library.get("PyComplex_Type").address();
        string = library.get("PyUnicode_Type").address();
        bytes = library.get("PyBytes_Type").address();
        byteArray = library.get("PyByteArray_Type").address();
        tuple = library.get("PyTuple_Type").address();
        list = library.get("PyList_Type").address();
        dict = library.get("PyDict_Type").address();
        set = library.get("PySet_Type").address();
        frozenSet = library.get("PyFrozenSet_Type").address();
        memoryView = library.get("PyMemoryView_Type").address();
        function = library.get("PyFunction_Type").address();
        member = library.get("PyMemberDescr_Type").address();
        builtinFunction = library.get("PyCFunction_Type").address();
        module = library.get("PyModule_Type").address();
    }
}
