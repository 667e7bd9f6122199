package dev.clutch.cpython.upcall;

import dev.clutch.config.InterpreterConfig;
import dev.clutch.cpython.capi.BufferTypes;
import dev.clutch.cpython.capi.CallableTypes;
import dev.clutch.cpython.capi.HostMethods;
import dev.clutch.cpython.capi.LibPython;
import dev.clutch.cpython.capi.MethodTypes;
import dev.clutch.cpython.convert.BufferClass;
import dev.clutch.cpython.convert.BufferObjects;
import dev.clutch.cpython.convert.PythonHooks;
import dev.clutch.cpython.convert.SharedViews;
import dev.clutch.cpython.convert.Text;
import dev.clutch.cpython.object.PyCalls;
import dev.clutch.cpython.object.PyErrors;
import dev.clutch.cpython.thread.Attached;
import dev.clutch.cpython.thread.References;
import dev.clutch.host.HostFunction;
import dev.clutch.host.HostFunctions;
import dev.clutch.host.RestrictionMessages;
import dev.clutch.message.Message;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Puts the module {@code _clutch} into interpreters of one libpython, and lets {@code
 * clutch._bootstrap} do the rest there.
 */
public final class HostModule {
    private static final String NAME = "_clutch";

    private final LibPython python;
    private final Path pythonFiles;
    private final List<Path> packages;
    private final UpcallBarrier barrier;
    private final HostMethods methods;
    private final BufferObjects bufferObjects = new BufferObjects();
    private final BufferTypes bufferTypes;
    private final CallableTypes callableTypes;
    private final MethodTypes methodTypes;

    /** C keeps pointers to these as long as any interpreter lives, so they are made once and kept. */
    private final Map<String, MemorySegment> definitions = new ConcurrentHashMap<>();

    /**
     * Serves the interpreters of one libpython.
     *
     * @param pythonFiles the folder of Clutch's own Python files
     * @param packages more folders to import from
     */
    public HostModule(LibPython python, Path pythonFiles, List<Path> packages) {
        this.python = python;
        this.pythonFiles = pythonFiles;
        this.packages = packages;
        this.barrier = new UpcallBarrier(python);
        this.methods = new HostMethods(barrier);
        this.bufferTypes = new BufferTypes(python, bufferObjects);
        this.callableTypes = new CallableTypes(python, barrier::callObject);
        this.methodTypes = new MethodTypes(python, this::callMethod);
    }

    /** An interpreter that is served, until it is closed. */
    public record Installed(Hosted hosted, long key, HostModule module) implements AutoCloseable {
        /**
         * Has the Python side set the interpreter up.
         *
         * @return a descriptor from which signals can be read, or -1 if they are not to be watched
         */
        public long setUp(Attached attached, InterpreterConfig config) {
            List<Message> arguments = List.of(
                    RestrictionMessages.of(config.restrictions()),
                    Message.Bool.of(config.metered()),
                    Message.of(config.path()));
            long[] objects = hosted.decoder().decodeAll(attached, arguments);
            try {
                long result = PyCalls.call(attached, hosted.hooks().setUp().borrow(attached), objects);
                long descriptor = attached.python().values().longAsLongLong(result);
                PyCalls.decRef(attached, result);
                return descriptor;
            } finally {
                PyCalls.decRef(attached, objects);
            }
        }

        /** Whether {@code _clutch} still answers. */
        public boolean isServed() {
            return module.barrier.isRegistered(key);
        }

        /** The interpreter has ended: none of its objects is there any more, but what others see. */
        public void forgetObjects() {
            References references = hosted.threads().references();
            references.whenNoneIsLent(module.bufferObjects.pin(hosted.threads().id()));
            module.bufferObjects.interpreterEnded(hosted.threads().id());
        }

        /** Refuses further calls of {@code _clutch}. */
        @Override
        public void close() {
            hosted.hooks().close();
            module.barrier.unregister(key);
        }
    }

    /**
     * Makes the attached interpreter a hosted one; or, if it is one already, serves it from another
     * table.
     *
     * @param functions what {@code _clutch} offers
     * @param ownsProcess whether Python is what the process is for
     */
    public Installed install(Attached attached, HostFunctions functions, boolean ownsProcess) {
        List<HostFunction> table =
                ObjectFunctions.addTo(functions.copy(), python).list();
        long key = barrier.newKey();
        fillModule(attached, table, key, ownsProcess);
        PythonHooks hooks = bootstrap(attached);
        SharedViews views = new SharedViews(
                bufferClass("clutch._crossing.buffers", "CrossInterpreterBufferView"), functions.buffers());
        Hosted hosted = Hosted.of(
                attached.interpreter(), hooks, bufferClass("clutch.buffers", "Buffer"), views, functions.throwables());
        barrier.register(key, hosted, table);
        return new Installed(hosted, key, this);
    }

    private long callMethod(long method, long arguments, long count, long keywords) {
        return barrier.callMethod(methodTypes, method, arguments, count, keywords);
    }

    private BufferClass bufferClass(String module, String name) {
        return new BufferClass(bufferTypes, bufferObjects, module, name);
    }

    private void fillModule(Attached attached, List<HostFunction> table, long key, boolean ownsProcess) {
        long module = module(attached);
        try {
            for (int i = 0; i < table.size(); i++) {
                set(
                        attached,
                        module,
                        table.get(i).name(),
                        function(attached, table.get(i), UpcallBarrier.self(key, i)));
            }
            set(
                    attached,
                    module,
                    "id",
                    python.values().longFromLongLong(attached.interpreter().id()));
            set(attached, module, "path", Text.decode(attached, pythonFiles.toString()));
            set(attached, module, "owns_process", python.objects().incRef(bool(ownsProcess)));
        } finally {
            PyCalls.decRef(attached, module);
        }
    }

    private long bool(boolean value) {
        return value ? python.objects().pyTrue : python.objects().pyFalse;
    }

    /** The module as {@code sys.modules} has it, or a new one that is put there. */
    private long module(Attached attached) {
        long known = moduleOrNull(attached, NAME);
        if (known != 0) {
            return python.objects().incRef(known);
        }
        long name = Text.decode(attached, NAME);
        long module = 0;
        try {
            module = PyErrors.check(attached, python.modules().moduleNew(PyCalls.cString(attached, NAME)));
            // Once for each interpreter: buffers that are there already are of this type.
            set(attached, module, "Memory", PyErrors.check(attached, bufferTypes.newType()));
            set(attached, module, "Callable", PyErrors.check(attached, callableTypes.newType()));
            set(attached, module, "Method", PyErrors.check(attached, methodTypes.newType()));
            PyErrors.check(
                    attached, python.containers().dictSetItem(python.modules().modules(), name, module));
            return module;
        } finally {
            PyCalls.decRef(attached, name);
        }
    }

    /** A module that is in {@code sys.modules}, borrowed from it, or 0. */
    private long moduleOrNull(Attached attached, String fullName) {
        long name = Text.decode(attached, fullName);
        try {
            return python.containers().dictGetItem(python.modules().modules(), name);
        } finally {
            PyCalls.decRef(attached, name);
        }
    }

    private long function(Attached attached, HostFunction function, long self) {
        MemorySegment definition =
                definitions.computeIfAbsent(function.name(), name -> methods.define(name, name + function.signature()));
        long selfObject = PyErrors.check(attached, python.values().longFromLongLong(self));
        try {
            return PyErrors.check(attached, python.modules().function(definition, selfObject, 0));
        } finally {
            PyCalls.decRef(attached, selfObject);
        }
    }

    private void set(Attached attached, long module, String name, long value) {
        try {
            PyErrors.check(attached, python.objects().setAttrString(module, PyCalls.cString(attached, name), value));
        } finally {
            PyCalls.decRef(attached, value);
        }
    }

    private void insertIntoPath(Attached attached, int index, Path folder) {
        long path = Text.decode(attached, folder.toString());
        try {
            long sysPath = python.modules().sysObject(PyCalls.cString(attached, "path"));
            PyErrors.check(attached, python.containers().listInsert(sysPath, index, path));
        } finally {
            PyCalls.decRef(attached, path);
        }
    }

    /** Imports {@code clutch._bootstrap}, whose {@code set_up} takes the folder off {@code sys.path} again. */
    private PythonHooks bootstrap(Attached attached) {
        if (moduleOrNull(attached, PythonHooks.MODULE) == 0) {
            insertIntoPath(attached, 0, pythonFiles);
            packages.forEach(folder -> insertIntoPath(attached, Integer.MAX_VALUE, folder));
        }
        return PythonHooks.load(attached);
    }
}
