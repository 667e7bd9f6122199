package dev.clutch.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clutch.Interpreter;
import dev.clutch.config.InterpreterConfig;
import dev.clutch.pool.InterpreterPool;
import dev.clutch.pool.PoolConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an interpreter can import, one that it makes can too. */
public abstract class PathContract extends EngineContract {
    @TempDir
    private Path folder = Path.of("");

    /** For subclasses. */
    protected PathContract() {}

    @BeforeEach
    final void putModuleOnPathOfMain() throws IOException {
        Files.writeString(folder.resolve("only_here.py"), "value = 42\ndef double(x):\n    return 2 * x\n");
        interpreters().main().exec("import sys; sys.path.insert(0, '" + folder + "')");
    }

    @AfterEach
    final void takeItAway() {
        interpreters().main().exec("sys.path.remove('" + folder + "')");
    }

    private void assertCanImport(Interpreter interpreter) {
        interpreter.exec("import only_here; assert only_here.value == 42");
    }

    @Test
    void anInterpreterStartsWithThePathOfItsCreator() {
        try (Interpreter made = interpreters().create(config())) {
            assertCanImport(made);
        }
        interpreters().main().exec("""
                import sys
                from concurrent import interpreters
                made = interpreters.create()
                made.prepare_main(path=tuple(sys.path))
                made.exec('import sys; assert tuple(sys.path) == path, sys.path; import only_here')
                made.close()
                del made
                """);
    }

    @Test
    void whatAnInterpreterMakesHasItsPathAndNotThatOfTheMainOne() {
        python().exec("""
                import sys
                from concurrent import interpreters
                sys.path[:] = [folder for folder in sys.path if 'junit' not in folder] + ['/only/in/here']
                made = interpreters.create()
                made.prepare_main(path=tuple(sys.path))
                made.exec('import sys; assert tuple(sys.path) == path, sys.path')
                made.close()
                del made
                """);
    }

    @Test
    void laterChangesAreEachOnesOwn() {
        python().exec("import sys; sys.path.append('/later')");
        interpreters().main().exec("assert '/later' not in sys.path");
    }

    @Test
    void thoseOfAnExecutorDoToo() {
        interpreters().main().exec("""
                import only_here
                from concurrent.futures import InterpreterPoolExecutor
                with InterpreterPoolExecutor(2) as pool:
                    assert list(pool.map(only_here.double, [1, 2, 3])) == [2, 4, 6]
                """);
    }

    @Test
    void thoseOfAPoolOfJavaHaveThatOfTheMainOne() {
        try (InterpreterPool pool = interpreters().createPool(PoolConfig.fixed(1))) {
            assertThat(pool.call("only_here:double", 21).join()).isEqualTo(42L);
        }
    }

    @Test
    void aSpareGetsThePathOfWhoTakesIt() throws InterruptedException {
        interpreters().main().exec("sys.path.remove('" + folder + "')");
        interpreters().spares().keep(config(), 1);
        interpreters().spares().await(config());
        interpreters().main().exec("sys.path.insert(0, '" + folder + "')");
        try (Interpreter made = interpreters().create(config())) {
            assertCanImport(made);
            made.exec("import sys; del only_here, sys.modules['only_here']; sys.path.clear()");
            made.reset();
            assertCanImport(made);
        } finally {
            interpreters().spares().keep(config(), 0);
        }
    }

    @Test
    void preloadedModulesMayBeThere() {
        InterpreterConfig config = config().withPreload(List.of("only_here"));
        try (Interpreter made = interpreters().create(config)) {
            made.exec("import sys; assert 'only_here' in sys.modules");
        }
    }

    @Test
    void itMayBeGiven() {
        String expression = "[folder for folder in __import__('sys').path if folder != '" + folder + "']";
        List<String> given = ((List<?>) Objects.requireNonNull(evaluate(expression)))
                .stream().map(String::valueOf).toList();
        try (Interpreter made = interpreters().create(config().withPath(given))) {
            made.exec("import sys; assert '" + folder + "' not in sys.path; import json");
        }
    }
}
