package dev.clutch.cpython;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clutch.Interpreter;
import dev.clutch.Interpreters;
import dev.clutch.config.EngineConfig;
import dev.clutch.config.InterpreterConfig;
import dev.clutch.config.Isolation;
import dev.clutch.pool.InterpreterPool;
import dev.clutch.pool.PoolConfig;
import dev.clutch.tck.EngineContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Which level of isolation an interpreter gets for which nobody has said one. */
@EnabledOnOs(OS.LINUX)
class UsualIsolationTest extends EngineContract {
    @TempDir
    private Path folder = Path.of("");

    @Override
    protected Interpreters open() {
        return Interpreters.open(EngineConfig.fromEnvironment().withIsolation(Isolation.AUTO));
    }

    /** The folders of numpy and scipy, which the class path has, are taken off the path for a while. */
    @BeforeEach
    final void useBarePath() {
        interpreters().main().exec("""
                import sys
                saved = list(sys.path)
                sys.path[:] = [folder for folder in sys.path if 'package-' not in folder] + ['%s']
                """.formatted(folder));
    }

    @AfterEach
    final void restorePath() {
        interpreters().main().exec("sys.path[:] = saved\ndel saved");
    }

    private Isolation levelOfNext() {
        try (Interpreter made = interpreters().create()) {
            return made.config().isolation();
        }
    }

    private void addPackage(String compiledModule) throws IOException {
        Path inside = Files.createDirectories(folder.resolve("some/inside"));
        Files.writeString(folder.resolve("some/__init__.py"), "");
        Files.writeString(inside.resolve("__init__.py"), "");
        Files.writeString(inside.resolve(compiledModule), "");
    }

    @Test
    void aBarePathGivesAnOwnGil() throws IOException {
        addPackage("plain.py");
        assertThat(levelOfNext()).isEqualTo(Isolation.OWN_GIL);
    }

    @Test
    void aCompiledPackageOnThePathOfTheCreatorGivesARuntime() throws IOException {
        addPackage("fast.abi3.so");
        assertThat(levelOfNext()).isEqualTo(Isolation.OWN_RUNTIME);
        interpreters().main().exec("""
                import sys
                from concurrent import interpreters
                from concurrent.futures import InterpreterPoolExecutor
                made = interpreters.create()
                made.exec('import _testcapi')  # which refuses own-GIL interpreters
                made.close()
                del made
                with InterpreterPoolExecutor(1) as pool:
                    assert pool.submit(__import__, '_testcapi').exception().__class__.__name__ != 'ImportError'
                sys.path.pop()
                made = interpreters.create()
                try:
                    made.exec('import _testcapi')
                except interpreters.ExecutionFailed:
                    pass
                else:
                    assert False, 'imported'
                made.close()
                del made
                """);
        try (InterpreterPool pool = interpreters().createPool(PoolConfig.fixed(1))) {
            assertThat(pool.call("math:sqrt", 4).join()).isEqualTo(2.0);
        }
    }

    @Test
    void aPackageInstalledAsCompiledDoesTooHoweverItsFilesAreCalled() throws IOException {
        Path installed = Files.createDirectories(folder.resolve("some-1.0.dist-info"));
        Files.writeString(installed.resolve("WHEEL"), "Wheel-Version: 1.0\nRoot-Is-Purelib: false\n");
        assertThat(levelOfNext()).isEqualTo(Isolation.OWN_RUNTIME);
    }

    @Test
    void aPackageThatIsInstalledLaterCounts() throws IOException {
        assertThat(levelOfNext()).isEqualTo(Isolation.OWN_GIL);
        Files.writeString(folder.resolve("fast.so"), "");
        assertThat(levelOfNext()).isEqualTo(Isolation.OWN_RUNTIME);
    }

    @Test
    void whoSaysALevelGetsIt() throws IOException {
        addPackage("fast.so");
        try (Interpreter made = interpreters().create(InterpreterConfig.isolated())) {
            assertThat(made.config().isolation()).isEqualTo(Isolation.OWN_GIL);
        }
        interpreters().main().exec("""
                import clutch
                for made in clutch.create('legacy'), clutch.create(isolation='own-gil'):
                    assert made.id < 1_000_000_000, made  # others are counted from higher up
                    made.close()
                del made
                """);
    }

    @Test
    void theErrorOfAModuleThatRefusesSaysWhatToDo() {
        assertThatThrownBy(() -> python().exec("import _testcapi"))
                .hasMessageContaining("_testcapi does not support loading in subinterpreters; it works in an"
                        + " interpreter with a runtime of its own: clutch.create(isolation='own-runtime')");
        assertThat(List.of(python().config().isolation())).containsExactly(Isolation.OWN_GIL);
    }
}
