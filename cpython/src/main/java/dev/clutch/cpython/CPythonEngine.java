package dev.clutch.cpython;

import dev.clutch.config.EngineConfig;
import dev.clutch.config.InterpreterConfig;
import dev.clutch.config.Isolation;
import dev.clutch.cpython.capi.LibPython;
import dev.clutch.cpython.library.CompiledModules;
import dev.clutch.cpython.object.PythonRaised;
import dev.clutch.cpython.thread.Attached;
import dev.clutch.cpython.thread.InterpreterThreads;
import dev.clutch.cpython.thread.PlatformThreads;
import dev.clutch.cpython.upcall.HostModule;
import dev.clutch.error.InterpreterException;
import dev.clutch.host.HostFunctions;
import dev.clutch.message.Message;
import dev.clutch.message.ReducedKinds;
import dev.clutch.spi.Engine;
import dev.clutch.spi.EngineInfo;
import dev.clutch.spi.EngineInterpreter;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** The engine: makes interpreters of the libpython that runs in this process. */
final class CPythonEngine implements Engine {
    /** What CPython notes of interpreters that its module {@code _interpreters} makes, which are those that may be closed. */
    private static final long MADE_BY_PYTHON_CODE = 5;

    private static final Message FOLLOW_RULES =
            new Message.Reduced(ReducedKinds.NAME, Message.of("clutch._extensions:follow_rules_beside_others"));

    private final PythonRuntime runtime;
    private final HostFunctions functions;
    private final boolean ownsProcess;
    private final ForeignIds foreignIds;
    private final OwnRuntimes ownRuntimes;
    private final CompiledModules compiledModules = new CompiledModules();
    private final CPythonInterpreter main;
    private final AtomicBoolean hasOwnRuntimes = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();

    private CPythonEngine(PythonRuntime runtime, HostFunctions functions, EngineConfig config) {
        this.runtime = runtime;
        this.functions = functions;
        this.ownsProcess = config.ownsProcess();
        functions.add(
                "extension_rules",
                "() -> ((kind, module, name in it), ...)",
                _ -> OwnRuntimes.rules(runtime.berths().rules().ofModules()));
        ownRuntimes = new OwnRuntimes(runtime.berths(), functions.copy(), runtime.commandLineOfOthers(config));
        foreignIds = new ForeignIds(runtime.python().interpreters());
        foreignIds.addTo(functions);
        functions.add(
                "own_runtime_refusal",
                "() -> str, why there is no interpreter with a runtime of its own here, or None",
                _ -> OwnRuntimes.refusal().map(Message::of).orElse(Message.None.NONE));
        try (Attached attached = runtime.main().attach()) {
            main = hostMain(attached);
        }
    }

    private CPythonInterpreter hostMain(Attached attached) {
        try {
            CPythonInterpreter hosted = install(attached);
            long descriptor = hosted.setUp(attached, InterpreterConfig.legacy());
            if (descriptor >= 0) {
                watchSignals(attached, descriptor);
            }
            return hosted;
        } catch (PythonRaised raised) {
            throw Birth.failure(attached, raised);
        }
    }

    static CPythonEngine start(EngineConfig config, HostFunctions functions) {
        PythonRuntime runtime = PythonRuntime.start(config);
        runtime.take();
        try {
            return new CPythonEngine(runtime, functions, config);
        } catch (RuntimeException | Error e) {
            runtime.giveBack();
            throw e;
        }
    }

    private CPythonInterpreter install(Attached attached) {
        HostModule.Installed installed = runtime.hostModule().install(attached, functions, ownsProcess);
        long id = attached.interpreter().id();
        return new CPythonInterpreter(installed, runtime.memory(), () -> {
            foreignIds.forget(id);
            runtime.memory().forget(id);
        });
    }

    @Override
    public EngineInfo info() {
        LibPython python = runtime.python();
        return new EngineInfo(
                "cpython", python.version(), runtime.installation().executable(), python.file());
    }

    @Override
    public EngineInterpreter main() {
        return main;
    }

    @Override
    public EngineInterpreter create(InterpreterConfig config) {
        return PlatformThreads.run(() -> config.isolation() == Isolation.OWN_RUNTIME
                ? makeOwnRuntime(config)
                : foreignIds.make(() -> make(config)));
    }

    private CPythonInterpreter makeOwnRuntime(InterpreterConfig config) {
        if (hasOwnRuntimes.compareAndSet(false, true)) {
            main.call(FOLLOW_RULES, Message.Tuple.EMPTY, Message.Dict.EMPTY).orThrow();
        }
        return ownRuntimes.make(config);
    }

    @Override
    public Isolation isolationFor(List<String> path) {
        boolean isWanted = OwnRuntimes.refusal().isEmpty() && compiledModules.anyIn(path);
        return isWanted ? Isolation.OWN_RUNTIME : Isolation.OWN_GIL;
    }

    private CPythonInterpreter make(InterpreterConfig config) {
        if (config.metered() || config.restrictions().memoryBudget().isPresent()) {
            runtime.memory().start();
        }
        LibPython python = runtime.python();
        long firstState = python.lifecycle().newInterpreter(config);
        Attached attached = InterpreterThreads.takeOver(python, firstState, config.metered());
        python.interpreters().setWhence(attached.interpreter().pointer(), MADE_BY_PYTHON_CODE);
        return Birth.of(attached, this::install, config).orEnd();
    }

    @Override
    public Thread thread(String name, Runnable work) {
        return PlatformThreads.thread(name, work);
    }

    @Override
    public void start(Runnable work) {
        PlatformThreads.start(work);
    }

    @Override
    public int runMain() {
        return runtime.main().runMain();
    }

    private static void watchSignals(Attached attached, long descriptor) {
        try {
            SignalWatcher.start((int) descriptor, attached.python(), attached.interpreter());
        } catch (IOException e) {
            throw new InterpreterException("cannot watch signals", e);
        }
    }

    /** The runtime stays for the next engine; only the main interpreter is served no more. Harmless when repeated. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        main.stopServing();
        runtime.giveBack();
    }
}
