package dev.clutch.cpython;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clutch.Interpreter;
import dev.clutch.config.InterpreterConfig;
import dev.clutch.config.Isolation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Interpreters with runtimes of their own import any extension module, several at once and one after the other. */
@EnabledOnOs(OS.LINUX)
class PrivateModulesTest extends WithOwnRuntimes {
    private static final String ALL_OF_THE_STANDARD_LIBRARY = """
            import importlib, os, sys
            folder, = [path for path in sys.path if path.endswith('lib-dynload')]
            names = sorted({file.split('.')[0] for file in os.listdir(folder) if '.cpython-' in file})
            assert len(names) > 60, names
            for name in names:
                module = importlib.import_module(name)
                assert module.__file__.startswith(folder) or name.startswith('_interp'), module.__file__
            """;

    private static final String USES = """
            import asyncio, ctypes, decimal, hashlib, sqlite3, ssl, threading, zlib
            assert ctypes.pythonapi.PyLong_AsLong(ctypes.py_object(42)) == 42
            assert ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int)(lambda x: x + 1)(41) == 42
            assert ctypes.CDLL(None).abs(-3) == 3
            assert sqlite3.connect(':memory:').execute('select 6 * 7').fetchone() == (42,)
            async def answer():
                await asyncio.sleep(0)
                return 42
            assert asyncio.run(answer()) == 42
            assert str(decimal.Decimal(1) / 3).startswith('0.333')
            assert zlib.decompress(zlib.compress(b'abc')) == b'abc'
            done = []
            thread = threading.Thread(target=done.append, args=(1,))
            thread.start()
            thread.join()
            assert done == [1]
            """;

    @Test
    void fourImportAllOfTheStandardLibrarysAtOnceAndTheirSuccessorsAgain() {
        inManyAtOnce(4, ALL_OF_THE_STANDARD_LIBRARY, all -> {});
        inManyAtOnce(4, ALL_OF_THE_STANDARD_LIBRARY, all -> {});
    }

    @Test
    void theEndWaitsForThreadsThatAreNoDaemons() throws IOException {
        Path note = Files.createTempFile("clutch", "note");
        try (Interpreter interpreter = interpreters().create(InterpreterConfig.ownRuntime())) {
            interpreter.exec("""
                    import threading
                    go = threading.Event()
                    def work():
                        go.wait()
                        open(%r, 'w').write('done')
                    threading.Thread(target=work).start()
                    threading._register_atexit(go.set)
                    """.replace("%r", "'" + note + "'"));
        }
        assertThat(note).hasContent("done");
        Files.delete(note);
    }

    @Test
    void modulesWorkInFourAtOnce() {
        inManyAtOnce(4, USES, all -> {});
    }

    @Test
    void theirObjectsAreTheirOwn() {
        Object here = evaluate("id(int)");
        assertThat(here).isNotEqualTo(evaluate(interpreters().main(), "id(int)"));
        try (Interpreter other = interpreters().create(InterpreterConfig.ownRuntime())) {
            assertThat(here).isNotEqualTo(evaluate(other, "id(int)"));
        }
    }

    @Test
    void aModuleThatIsNoLibraryIsAnErrorThatNoPackageOverlooks(@TempDir Path folder) throws IOException {
        Path module = Files.writeString(folder.resolve("damaged.so"), "no library at all".repeat(99));
        python().exec("import sys; sys.path.insert(0, '" + folder + "')");
        assertThatThrownBy(() -> python().exec("try:\n  import damaged\nexcept ImportError:\n  pass"))
                .hasMessageContaining("InterpreterError")
                .hasMessageContaining(module.toString())
                .hasMessageContaining("no ELF file");
    }

    @Test
    void itsConfigurationSaysSo() {
        assertThat(python().config().isolation()).isEqualTo(Isolation.OWN_RUNTIME);
        assertThat(interpreters().main().config().isolation()).isEqualTo(Isolation.OWN_GIL);
    }

    @Test
    void signalHandlersAreLeftToTheMainInterpreter() {
        python().exec("""
                import signal
                try:
                    signal.signal(signal.SIGUSR1, lambda *args: None)
                except ValueError:
                    pass
                else:
                    assert False, 'it was installed'
                """);
    }

    @Test
    void pythonCodeChoosesTheLevel() {
        interpreters().main().exec("""
                import clutch
                from concurrent import interpreters
                with_runtime, plain = clutch.create(isolation='own-runtime'), clutch.create()
                with_runtime.exec('import _testcapi')  # which refuses own-GIL interpreters
                try:
                    plain.exec('import _testcapi')
                except interpreters.ExecutionFailed as failed:
                    assert failed.excinfo.type.__name__ == 'ImportError', failed
                else:
                    assert False, 'imported'
                try:
                    clutch.create(isolation='own-planet')
                except ValueError as error:
                    assert 'own-planet' in str(error)
                else:
                    assert False, 'made'
                with_runtime.close()
                plain.close()
                del with_runtime, plain
                """);
    }

    @Test
    void itIsOneOfAllInterpreters() {
        try (Interpreter plain = interpreters().create()) {
            plain.prepareMain(java.util.Map.of("other", python()));
            plain.exec("""
                    from concurrent import interpreters
                    assert other in interpreters.list_all()
                    assert other.call(pow, 6, 2) == 36
                    queue = interpreters.create_queue()
                    other.prepare_main(queue=queue)
                    other.exec('queue.put("hello")')
                    assert queue.get(timeout=10) == 'hello'
                    del queue
                    """);
            python().exec("del queue");
        }
    }
}
