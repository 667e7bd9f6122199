package dev.clutch.cpython;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clutch.config.EngineConfig;
import dev.clutch.config.InterpreterConfig;
import dev.clutch.cpython.capi.LibPython;
import dev.clutch.cpython.object.PyCalls;
import dev.clutch.cpython.thread.Attached;
import dev.clutch.cpython.thread.InterpreterThreads;
import dev.clutch.cpython.upcall.HostModule;
import dev.clutch.error.InterpreterException;
import dev.clutch.host.HostFunctions;
import dev.clutch.tck.EngineContract;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An interpreter that cannot be set up is ended. */
class BirthTest extends EngineContract {
    private static final InterpreterConfig CONFIG = InterpreterConfig.isolated();

    private static void giveBirth(Function<Attached, CPythonInterpreter> install) {
        LibPython python = PythonRuntime.start(EngineConfig.fromEnvironment()).python();
        long state = python.lifecycle().newInterpreter(CONFIG);
        Birth.of(InterpreterThreads.takeOver(python, state, false), install, CONFIG)
                .orEnd();
    }

    private @Nullable Object interpretersOfTheRuntime() {
        return interpreters().main().eval("[id for id, _ in __import__('_interpreters').list_all()]");
    }

    @Test
    void whenItsModuleCannotBeMade() {
        Object before = interpretersOfTheRuntime();
        assertThatThrownBy(() -> giveBirth(attached -> {
                    throw new InterpreterException("no module");
                }))
                .hasMessage("no module")
                .hasNoSuppressedExceptions();
        assertThat(interpretersOfTheRuntime()).isEqualTo(before);
    }

    @Test
    void whenItsPythonSideRaises() {
        Object before = interpretersOfTheRuntime();
        assertThatThrownBy(() -> giveBirth(BirthTest::installWithoutPath))
                .isInstanceOf(InterpreterException.class)
                .hasMessageContaining("could not be set up: ValueError")
                .hasNoSuppressedExceptions();
        assertThat(interpretersOfTheRuntime()).isEqualTo(before);
    }

    private static CPythonInterpreter installWithoutPath(Attached attached) {
        PythonRuntime runtime = PythonRuntime.start(EngineConfig.fromEnvironment());
        HostModule.Installed installed = runtime.hostModule().install(attached, new HostFunctions(), false);
        LibPython python = attached.python();
        long clutch = PyCalls.importModule(attached, "_clutch");
        python.objects().setAttrString(clutch, PyCalls.cString(attached, "path"), python.objects().none);
        PyCalls.decRef(attached, clutch);
        return new CPythonInterpreter(installed, runtime.memory(), () -> {});
    }
}
