package dev.clutch.cpython.capi;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.clutch.config.InterpreterConfig;
import dev.clutch.error.EngineUnavailableException;
import dev.clutch.error.InterpreterException;
import dev.clutch.error.PythonExitException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** {@code pylifecycle.h}, {@code initconfig.h}: start and end of the runtime and of interpreters. */
public final class Lifecycle {
    private static final long ALL_CATEGORIES = System.getProperty("os.name").startsWith("Mac") ? 0 : 6;

    private final MemorySegment isInitialized;
    private final MemorySegment configInitPython;
    private final MemorySegment configInitIsolated;
    private final MemorySegment configSetBytesArgv;
    private final MemorySegment configClear;
    private final MemorySegment initializeFromConfig;
    private final MemorySegment setPath;
    private final MemorySegment newInterpreterFromConfig;
    private final MemorySegment endInterpreter;
    private final MemorySegment runMain;
    private final MemorySegment finalizeRuntime;

    Lifecycle(NativeLibrary library) {
        isInitialized = library.get("Py_IsInitialized");
        configInitPython = library.get("PyConfig_InitPythonConfig");
        configInitIsolated = library.get("PyConfig_InitIsolatedConfig");
        configSetBytesArgv = library.get("PyConfig_SetBytesArgv");
        configClear = library.get("PyConfig_Clear");
        initializeFromConfig = library.get("Py_InitializeFromConfig");
        setPath = library.get("Py_SetPath");
        newInterpreterFromConfig = library.get("Py_NewInterpreterFromConfig");
        endInterpreter = library.get("Py_EndInterpreter");
        runMain = library.get("Py_RunMain");
        finalizeRuntime = library.get("Py_FinalizeEx");
    }

    /** Whether the runtime is up. */
    public boolean isInitialized() {
        return (int) Downcalls.word(isInitialized) != 0;
    }

    /**
     * Starts the runtime with a command line, as {@code python} does: the program's path tells where
     * the standard library is, and the environment variables count. Attaches the calling thread,
     * which is Python's main thread from now on.
     *
     * @param commandLine the program's path and its arguments
     * @param handleSignals whether Python installs its handler for {@code SIGINT}
     * @param allocating is run before CPython takes memory for objects; what is set there of its allocators stays
     * @throws EngineUnavailableException with CPython's reason
     * @throws PythonExitException if the command line asks for no more than to exit
     */
    public void initialize(List<String> commandLine, boolean handleSignals, Runnable allocating) {
        // An earlier runtime of this libpython has left there what it computed, which would be a wrong start in a
        // virtual environment.
        Downcalls.word(setPath, 0);
        try (Arena arena = Arena.ofConfined()) {
            checkConfigLayout(arena);
            MemorySegment config = arena.allocate(Layouts.CONFIG_SIZE, 8);
            Downcalls.word(configInitPython, config.address());
            config.set(JAVA_INT, Layouts.CONFIG_INSTALL_SIGNAL_HANDLERS, handleSignals ? 1 : 0);
            MemorySegment argv = strings(arena, commandLine);
            try {
                requireOk(Downcalls.status(
                        arena, configSetBytesArgv, config.address(), commandLine.size(), argv.address()));
                allocating.run();
                requireOk(Downcalls.status(arena, initializeFromConfig, config.address(), 0, 0));
            } finally {
                Downcalls.word(configClear, config.address());
            }
        }
    }

    /**
     * Makes the process's locale the plain one that Python starts with: the JVM has set all of the user's, and
     * C code would write numbers by it. To be called before the first runtime starts.
     */
    public static void resetLocale() {
        try (Arena arena = Arena.ofConfined()) {
            Downcalls.word(
                    NativeLibrary.libc("setlocale"),
                    ALL_CATEGORIES,
                    arena.allocateFrom("C").address());
        }
    }

    /** Compares the one field of {@code PyConfig} that Clutch writes with CPython's own presets. */
    private void checkConfigLayout(Arena arena) {
        if (presetOfSignalHandlers(arena, configInitPython) != 1
                || presetOfSignalHandlers(arena, configInitIsolated) != 0) {
            throw new EngineUnavailableException(
                    "this CPython lays PyConfig out in a way that Clutch does not know yet; choose another with --python");
        }
    }

    private static int presetOfSignalHandlers(Arena arena, MemorySegment preset) {
        MemorySegment config = arena.allocate(Layouts.CONFIG_SIZE, 8);
        Downcalls.word(preset, config.address());
        return config.get(JAVA_INT, Layouts.CONFIG_INSTALL_SIGNAL_HANDLERS);
    }

    private static MemorySegment strings(Arena arena, List<String> strings) {
        MemorySegment array = arena.allocate(ADDRESS, strings.size() + 1L);
        for (int i = 0; i < strings.size(); i++) {
            byte[] bytes = encode(strings.get(i));
            MemorySegment string = arena.allocate(bytes.length + 1L);
            MemorySegment.copy(bytes, 0, string, JAVA_BYTE, 0, bytes.length);
            array.setAtIndex(ADDRESS, i, string);
        }
        return array;
    }

    /** UTF-8, with Python's {@code surrogateescape}: U+DC80 to U+DCFF are bytes that were no text. */
    private static byte[] encode(String string) {
        var out = new java.io.ByteArrayOutputStream(string.length() + 8);
        string.codePoints().forEach(point -> {
            if (point >= 0xDC80 && point <= 0xDCFF) {
                out.write(point);
            } else {
                out.writeBytes(Character.toString(point).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
        });
        return out.toByteArray();
    }

    private static void requireOk(MemorySegment status) {
        int type = status.get(JAVA_INT, Layouts.STATUS_TYPE);
        if (type == 2) {
            throw new PythonExitException(status.get(JAVA_INT, Layouts.STATUS_EXIT_CODE));
        }
        if (type != 0) {
            throw new EngineUnavailableException(
                    "CPython did not start: " + Memory.string(status.get(JAVA_LONG, Layouts.STATUS_MESSAGE)));
        }
    }

    /**
     * Makes an interpreter and attaches the calling thread, which must not be attached to another, to
     * its first thread state.
     *
     * @return the new thread state
     * @throws InterpreterException with CPython's reason
     */
    public long newInterpreter(InterpreterConfig config) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment fields = arena.allocate(JAVA_INT, Layouts.INTERPRETER_CONFIG_FIELDS);
            int index = 0;
            for (boolean flag : List.of(
                    config.useMainObmalloc(),
                    config.allowFork(),
                    config.allowExec(),
                    config.allowThreads(),
                    config.allowDaemonThreads(),
                    config.checkMultiInterpExtensions())) {
                fields.setAtIndex(JAVA_INT, index++, flag ? 1 : 0);
            }
            fields.setAtIndex(JAVA_INT, index, config.gil().code());
            MemorySegment state = arena.allocate(JAVA_LONG);
            MemorySegment status =
                    Downcalls.status(arena, newInterpreterFromConfig, state.address(), fields.address(), 0);
            if (status.get(JAVA_INT, Layouts.STATUS_TYPE) != 0) {
                throw new InterpreterException(
                        "interpreter creation failed: " + Memory.string(status.get(JAVA_LONG, Layouts.STATUS_MESSAGE)));
            }
            return state.get(JAVA_LONG, 0);
        }
    }

    /** Ends the interpreter of the attached thread state, its only one; detaches. */
    public void endInterpreter(long state) {
        Downcalls.word(endInterpreter, state);
    }

    /**
     * Ends the runtime with its main interpreter, to which the calling thread is attached by the only state that
     * is left; detaches. It can be initialized again.
     *
     * @return whether all buffered output was written
     */
    public boolean finalizeRuntime() {
        return (int) Downcalls.word(finalizeRuntime) == 0;
    }

    /** Runs the command line that {@link #initialize} was given, and ends the runtime. */
    public int runMain() {
        return (int) Downcalls.word(runMain);
    }
}
