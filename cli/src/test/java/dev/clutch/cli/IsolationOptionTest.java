package dev.clutch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The level of isolation of a whole run. */
@EnabledOnOs(OS.LINUX)
class IsolationOptionTest extends ProcessTest {
    /** Whether a module of the standard library that refuses other interpreters can be imported in one. */
    private static final String PROGRAM = """
            from concurrent import interpreters
            interpreter = interpreters.create()
            try:
                interpreter.exec("import _testcapi")
                print("own-runtime")
            except interpreters.ExecutionFailed as failed:
                print("own-gil", "isolation='own-runtime'" in str(failed))
            """;

    @Test
    void withoutCompiledPackagesItIsAnOwnGil() {
        assertThat(clutchRun("-c", PROGRAM)).isEqualTo(new Ended(0, "own-gil True\n", ""));
    }

    @Test
    void theOptionAndTheVariableSayAnother() {
        Ended ownRuntime = new Ended(0, "own-runtime\n", "");
        assertThat(clutch("run", "--isolation", "own-runtime", "-c", PROGRAM)).isEqualTo(ownRuntime);
        set("CLUTCH_ISOLATION", "own-runtime");
        assertThat(clutchRun("-c", PROGRAM)).isEqualTo(ownRuntime);
        assertThat(clutch("run", "--isolation=own-gil", "-c", PROGRAM).out()).isEqualTo("own-gil True\n");
    }

    @Test
    void aCompiledModuleBesideTheProgramGivesARuntime() {
        write("fast/__init__.py", "");
        write("fast/inner.abi3.so", "");
        write("program.py", PROGRAM);
        assertThat(clutchRun("program.py")).isEqualTo(new Ended(0, "own-runtime\n", ""));
        assertThat(clutch("run", "--isolation", "own-gil", "program.py").out()).isEqualTo("own-gil True\n");
    }

    @Test
    void anUnknownLevelIsRefused() {
        assertThat(clutch("run", "--isolation", "own-planet", "-c", "").err())
                .contains("isolation must be 'own-gil', 'own-runtime' or 'auto', not 'own-planet'");
    }
}
