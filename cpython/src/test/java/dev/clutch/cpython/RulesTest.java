package dev.clutch.cpython;

import dev.clutch.Interpreter;
import dev.clutch.config.InterpreterConfig;
import dev.clutch.tck.EngineContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What some packages need besides copies; stand-ins for these, since tests have none of PyPI's. */
@EnabledOnOs(OS.LINUX)
class RulesTest extends EngineContract {
    @Override
    protected InterpreterConfig config() {
        return InterpreterConfig.ownRuntime();
    }

    private void importFrom(Interpreter interpreter, Path folder, String name, String source) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, source);
        interpreter.exec("import sys; sys.path.insert(0, '" + folder + "')");
    }

    /** As numba's JIT does: it finds functions by their names. */
    @Test
    void aCompilerIsToldTheFunctionsOfItsOwnRuntime(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("llvmlite"));
        Files.writeString(folder.resolve("llvmlite/__init__.py"), "");
        importFrom(
                python(),
                folder,
                "llvmlite/binding.py",
                "symbols = {}\ndef add_symbol(name, address):\n    symbols[name] = address\n");
        python().exec("""
                import ctypes
                from llvmlite.binding import symbols
                assert len(symbols) > 1500, len(symbols)
                def address(name):
                    return ctypes.cast(getattr(ctypes.pythonapi, name), ctypes.c_void_p).value
                for name in 'PyLong_FromLong', 'PyErr_SetString', 'PyDict_GetItem':
                    assert symbols[name] == address(name)
                multiply = ctypes.PYFUNCTYPE(ctypes.py_object, ctypes.py_object, ctypes.py_object)
                assert multiply(symbols['PyNumber_Multiply'])(6, 7) == 42
                """);
    }

    private static final String LOOP = """
            import asyncio
            class Loop(asyncio.SelectorEventLoop):
                def subprocess_exec(self, *args, **options):
                    raise AssertionError('the library of the loop forks')
                subprocess_shell = subprocess_exec
            """;

    private static final String PROCESSES = """
            import asyncio, uvloop
            async def main():
                pipe = asyncio.subprocess.PIPE
                process = await asyncio.create_subprocess_exec('cat', stdin=pipe, stdout=pipe)
                assert await process.communicate(b'hello') == (b'hello', None)
                process = await asyncio.create_subprocess_shell('exit 3')
                assert await process.wait() == 3
                process = await asyncio.create_subprocess_exec('sleep', '100')
                process.kill()
                assert await process.wait() == -9
                try:
                    await asyncio.create_subprocess_exec('/no/such/program')
                except FileNotFoundError:
                    pass
                else:
                    assert False, 'started'
            asyncio.run(main(), loop_factory=uvloop.Loop)
            """;

    @Test
    void anEventLoopStartsProcessesByPythonsOwnMeans(@TempDir Path folder) throws IOException {
        importFrom(python(), folder, "uvloop.py", LOOP);
        python().exec(PROCESSES);
    }

    @Test
    void soItDoesInTheMainInterpreterOnceThereAreOthers(@TempDir Path folder) throws IOException {
        importFrom(interpreters().main(), folder, "uvloop.py", LOOP);
        interpreters().main().exec(PROCESSES);
        interpreters().main().exec("sys.path.remove('" + folder + "'); del sys.modules['uvloop']");
    }
}
