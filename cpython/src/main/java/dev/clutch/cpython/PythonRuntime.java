package dev.clutch.cpython;

import dev.clutch.config.EngineConfig;
import dev.clutch.cpython.capi.LibPython;
import dev.clutch.cpython.capi.Lifecycle;
import dev.clutch.cpython.capi.Signals;
import dev.clutch.cpython.install.BundledPackages;
import dev.clutch.cpython.install.PythonInstallation;
import dev.clutch.cpython.library.CopyCache;
import dev.clutch.cpython.thread.Attached;
import dev.clutch.cpython.thread.InterpreterThreads;
import dev.clutch.cpython.thread.MemoryMeter;
import dev.clutch.cpython.upcall.HostModule;
import dev.clutch.error.EngineUnavailableException;
import dev.clutch.spi.CacheFolder;
import dev.clutch.spi.PythonFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The libpython that runs in this process, with its main interpreter.
 *
 * <p>CPython can neither be unloaded nor be started twice side by side, so this is the one piece of
 * state that belongs to the process: it is started by the first engine and used by all later ones.
 */
record PythonRuntime(
        PythonInstallation installation,
        LibPython python,
        InterpreterThreads main,
        HostModule hostModule,
        MemoryMeter memory,
        Berths berths,
        AtomicBoolean taken) {

    private static @Nullable PythonRuntime running;

    /**
     * Takes the runtime for one engine: two at once would fight over the main interpreter.
     *
     * @throws EngineUnavailableException if another engine has it
     */
    void take() {
        if (!taken.compareAndSet(false, true)) {
            throw new EngineUnavailableException(
                    "Python is open in this process already; share that Interpreters object, or close it first");
        }
    }

    /** Gives the runtime back, for the next engine. */
    void giveBack() {
        taken.set(false);
    }

    /**
     * The running one, started first if need be. The thread that starts it is Python's main thread.
     *
     * @throws EngineUnavailableException if it cannot be started, or runs from another Python
     */
    static synchronized PythonRuntime start(EngineConfig config) {
        CacheFolder cache = CacheFolder.at(config.cache());
        if (config.ownsProcess()) {
            // The launcher has all threads of the JVM start with signals blocked, so that they come here.
            Signals.unblockAll();
        }
        PythonInstallation installation = PythonInstallation.find(config, cache);
        if (running == null) {
            running = boot(config, installation, cache);
        } else if (!running.installation.equals(installation)) {
            throw new EngineUnavailableException("this process runs " + running.installation.library()
                    + " already and cannot load " + installation.library() + " too");
        }
        return running;
    }

    private static PythonRuntime boot(EngineConfig config, PythonInstallation installation, CacheFolder cache) {
        LibPython python = LibPython.load(installation.library());
        if (python.lifecycle().isInitialized()) {
            throw new EngineUnavailableException("another part of this process has started " + installation.library()
                    + "; Clutch cannot share it yet");
        }
        Lifecycle.resetLocale();
        python.lifecycle()
                .initialize(
                        commandLine(installation, config.ownsProcess(), config.arguments()),
                        config.ownsProcess(),
                        () -> {});
        long mainState = python.threads().stateGet();
        python.threads().findGilState(mainState);
        try (Attached attached = InterpreterThreads.takeOver(python, mainState, false)) {
            python.checkLayouts();
            python.interpreters().findNextId();
            Path pythonFiles = PythonFiles.unpack(cache);
            List<Path> packages = BundledPackages.unpack(cache);
            HostModule hostModule = new HostModule(python, pythonFiles, packages);
            CopyCache copies = new CopyCache(cache.root().resolve("own-runtimes"));
            Berths berths =
                    new Berths(installation.library(), copies, copy -> new HostModule(copy, pythonFiles, packages));
            return new PythonRuntime(
                    installation,
                    python,
                    attached.interpreter(),
                    hostModule,
                    MemoryMeter.ofInterpreters(python),
                    berths,
                    new AtomicBoolean());
        }
    }

    /** How another runtime is started that is to be like this one. */
    List<String> commandLineOfOthers(EngineConfig config) {
        return commandLine(installation, config.ownsProcess(), config.interpreterOptions());
    }

    private static List<String> commandLine(
            PythonInstallation installation, boolean ownsProcess, List<String> arguments) {
        List<String> line = new ArrayList<>();
        line.add(installation.executable().toString());
        if (!ownsProcess) {
            line.add("-u");
        }
        line.addAll(arguments);
        return line;
    }
}
