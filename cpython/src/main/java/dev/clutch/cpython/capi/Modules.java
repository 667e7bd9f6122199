package dev.clutch.cpython.capi;

import java.lang.foreign.MemorySegment;

/** {@code import.h}, {@code moduleobject.h}, {@code methodobject.h}, {@code ceval.h}. */
public final class Modules {
    private final MemorySegment importModule;
    private final MemorySegment getModuleDict;
    private final MemorySegment moduleNew;
    private final MemorySegment moduleGetDict;
    private final MemorySegment evalCode;
    private final MemorySegment getObject;
    private final MemorySegment cfunctionNew;

    Modules(NativeLibrary library) {
        importModule = library.get("PyImport_ImportModule");
        getModuleDict = library.get("PyImport_GetModuleDict");
        moduleNew = library.get("PyModule_New");
        moduleGetDict = library.get("PyModule_GetDict");
        evalCode = library.get("PyEval_EvalCode");
        getObject = library.get("PySys_GetObject");
        cfunctionNew = library.get("PyCFunction_NewEx");
    }

    /** {@code importlib.import_module}, the name being a C string. */
    public long importModule(long name) {
        return Downcalls.word(importModule, name);
    }

    /** {@code sys.modules}, borrowed. */
    public long modules() {
        return Downcalls.word(getModuleDict);
    }

    /** An empty module, the name being a C string. */
    public long moduleNew(long name) {
        return Downcalls.word(moduleNew, name);
    }

    /** The module's {@code __dict__}, borrowed. */
    public long moduleDict(long module) {
        return Downcalls.word(moduleGetDict, module);
    }

    /** Runs a code object. */
    public long evalCode(long code, long globals, long locals) {
        return Downcalls.word(evalCode, code, globals, locals);
    }

    /** {@code sys.name}, borrowed, the name being a C string; 0 if there is none. */
    public long sysObject(long name) {
        return Downcalls.word(getObject, name);
    }

    /** A built-in function from a {@code PyMethodDef} that outlives it. */
    public long function(MemorySegment methodDef, long self, long moduleName) {
        return Downcalls.word(cfunctionNew, methodDef.address(), self, moduleName);
    }
}
