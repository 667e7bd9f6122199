package dev.clutch.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clutch.Interpreter;
import dev.clutch.config.Access;
import dev.clutch.config.Restrictions;
import dev.clutch.error.ExecutionFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept from an interpreter is denied with a reason, and what is left works. */
public abstract class RestrictionContract extends EngineContract {
    @TempDir
    private @Nullable Path temporary;

    private @Nullable Interpreter restricted;

    /** For subclasses. */
    protected RestrictionContract() {}

    @BeforeEach
    final void makeFiles() throws IOException {
        Files.createDirectories(folder("read"));
        Files.createDirectories(folder("write"));
        Files.createDirectories(folder("other"));
        Files.writeString(folder("read").resolve("file"), "to be read");
        Files.writeString(folder("other").resolve("file"), "not to be read");
        Files.createSymbolicLink(folder("read").resolve("away"), folder("other").resolve("file"));
    }

    @AfterEach
    final void closeRestricted() {
        if (restricted != null) {
            restricted.close();
            restricted = null;
        }
    }

    private Path folder(String name) {
        return java.util.Objects.requireNonNull(temporary).resolve(name);
    }

    private Access files() {
        return Access.nothing().withReadable(folder("read")).withWritable(folder("write"));
    }

    private Interpreter restrict(Access access) {
        return restrict(Restrictions.none().withAccess(access));
    }

    private Interpreter restrict(Restrictions restrictions) {
        restricted = interpreters().create(config().withRestrictions(restrictions));
        restricted.prepareMain(Map.of(
                "read", folder("read").toString(),
                "write", folder("write").toString(),
                "other", folder("other").toString()));
        return restricted;
    }

    private static void denies(Interpreter interpreter, String source, String... words) {
        assertThatThrownBy(() -> interpreter.exec(source))
                .as(source)
                .isInstanceOfSatisfying(ExecutionFailedException.class, failed -> {
                    assertThat(failed.info().typeName()).isEqualTo("PermissionError");
                    assertThat(failed.info().message()).contains("is denied").contains(words);
                });
    }

    @Test
    final void filesAreDeniedThatAreNotGiven() {
        Interpreter interpreter = restrict(files());
        for (String source : List.of(
                "open(f'{other}/file')",
                "open(f'{read}/../other/file')",
                "open(f'{read}/away')",
                "open(f'{other}/file'.encode())",
                "open(f'{read}/file', 'a')",
                "open(f'{read}/new', 'w')",
                "open(f'{other}/new', 'x')",
                "import os; os.open(f'{other}/file', os.O_RDONLY)",
                "import os; os.open('file', os.O_RDONLY, dir_fd=os.open(read, os.O_RDONLY))",
                "import os; os.listdir(other)",
                "import os; list(os.scandir(other))",
                "import os; os.remove(f'{read}/file')",
                "import os; os.mkdir(f'{read}/new')",
                "import os; os.rename(f'{write}/../other/file', f'{write}/file')",
                "import os; os.symlink(f'{read}/file', f'{other}/link')",
                "import os; os.chmod(f'{read}/file', 0o600)",
                "import os; os.truncate(f'{read}/file', 0)",
                "import pathlib; pathlib.Path(other, 'file').read_text()",
                "import shutil; shutil.copy(f'{read}/file', f'{other}/copy')",
                "import ctypes; ctypes.CDLL('libc.so.6')")) {
            denies(interpreter, source, "interpreter ");
        }
    }

    @Test
    final void filesThatAreGivenCanBeUsed() {
        restrict(files()).exec("""
                import os, shutil, tempfile
                with open(f'{read}/file') as file:
                    assert file.read() == 'to be read'
                assert sorted(os.listdir(read)) == ['away', 'file']
                with open(f'{write}/new', 'w') as file:
                    file.write('text')
                with open(f'{write}/new') as file:
                    assert file.read() == 'text'
                os.rename(f'{write}/new', f'{write}/old')
                os.remove(f'{write}/old')
                with tempfile.TemporaryDirectory(dir=write) as folder:
                    os.mkdir(f'{folder}/inner')
                    shutil.copy(f'{read}/file', f'{folder}/inner/copy')
                assert os.listdir(write) == []
                assert os.path.exists(f'{other}/file')
                """);
    }

    @Test
    final void whatIsWrittenIsWhereItWasToBe() throws IOException {
        restrict(files()).exec("open(f'{write}/new', 'w').write('text')");
        assertThat(folder("write").resolve("new")).hasContent("text");
    }

    @Test
    final void theReasonNamesTheEventTheArgumentAndThePolicy() {
        Interpreter interpreter = restrict(files());
        denies(
                interpreter,
                "open(f'{other}/file')",
                "open('" + folder("other") + "/file')",
                "interpreter " + interpreter.id() + " may read only what is below " + folder("read"));
        denies(interpreter, "import os; os.system('true')", "os.system(", "may neither run programs");
    }

    @Test
    final void theStandardLibraryCanBeImported() {
        restrict(Access.nothing()).exec("import json, decimal, asyncio, sqlite3, email.parser, concurrent.futures");
    }

    @Test
    final void theNetworkIsDenied() {
        Interpreter interpreter = restrict(Access.everything().withNetwork(false));
        interpreter.exec("import socket");
        for (String source : List.of(
                "socket.socket().connect(('127.0.0.1', 9))",
                "socket.socket().bind(('127.0.0.1', 0))",
                "socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 9))",
                "socket.getaddrinfo('localhost', 80)",
                "socket.create_connection(('127.0.0.1', 9))",
                "socket.create_server(('127.0.0.1', 0))")) {
            denies(interpreter, source, "may not use the network");
        }
    }

    /** They are pipes of this process. */
    @Test
    final void eventLoopsWorkWithoutTheNetwork() {
        restrict(Access.nothing()).exec("""
                import asyncio
                async def answer():
                    await asyncio.sleep(0)
                    return 42
                assert asyncio.run(answer()) == 42
                """);
    }

    @Test
    final void processesAreDenied() {
        Interpreter interpreter = restrict(Access.everything().withProcesses(false));
        for (String source : List.of(
                "import subprocess; subprocess.run(['true'])",
                "import os; os.system('true')",
                "import os; os.posix_spawn('/bin/true', ['true'], {})",
                "import os; os.kill(os.getpid(), 0)",
                "import multiprocessing; multiprocessing.get_context('spawn').Process(target=print).start()")) {
            denies(interpreter, source, "may neither run programs nor send signals");
        }
    }

    @Test
    final void whatIsNotRestrictedWorks() {
        restrict(Access.everything().withNetwork(false)).exec("""
                import os
                with open(f'{other}/file') as file:
                    assert file.read() == 'not to be read'
                assert os.waitstatus_to_exitcode(os.system('true')) == 0
                """);
    }

    @Test
    final void otherInterpretersAreNotRestricted() {
        restrict(Access.nothing());
        python().prepareMain(Map.of("other", folder("other").toString()));
        assertThatCode(() -> python().exec("open(f'{other}/file').close()")).doesNotThrowAnyException();
    }

    @Test
    final void whatARestrictedInterpreterMakesIsRestrictedToo() {
        restrict(files()).exec("""
                import clutch
                from concurrent import interpreters
                for made in interpreters.create(), clutch.create(readable=['/']):
                    try:
                        made.call(open, f'{other}/file')
                    except interpreters.ExecutionFailed as failed:
                        assert failed.excinfo.type.__name__ == 'PermissionError', failed
                    else:
                        raise AssertionError('not restricted')
                    made.close()
                """);
    }

    @Test
    final void poolsOfARestrictedInterpreterAreRestrictedToo() {
        restrict(files()).exec("""
                from concurrent.futures import InterpreterPoolExecutor
                with InterpreterPoolExecutor(1) as pool:
                    assert isinstance(pool.submit(open, f'{other}/file').exception(), PermissionError)
                """);
    }

    @Test
    final void resettingLeavesTheRestrictions() {
        Interpreter interpreter = restrict(files());
        interpreter.reset();
        interpreter.prepareMain(Map.of("other", folder("other").toString()));
        denies(interpreter, "open(f'{other}/file')", "may read only");
    }

    @Test
    final void aRestrictedInterpreterRunsCodeInNoOther() {
        Interpreter interpreter = restrict(files());
        interpreter.prepareMain(Map.of("id", python().id()));
        interpreter.exec("""
                from concurrent import interpreters
                target = interpreters.Interpreter(id)
                for use in (lambda: target.exec('x = 1'), lambda: target.call(len, ()), lambda: target.prepare_main(x=1)):
                    try:
                        use()
                    except interpreters.InterpreterError as error:
                        assert 'is restricted' in str(error), error
                    else:
                        raise AssertionError('it ran')
                del target
                """);
    }

    @Test
    final void recursionEndsAtItsLimitWhichCannotBeRaised() {
        Interpreter interpreter = restrict(Restrictions.none().withRecursionLimit(120));
        interpreter.exec("""
                import sys
                def depth(n):
                    try:
                        return depth(n + 1)
                    except RecursionError:
                        return n
                assert 60 < depth(0) < 120, depth(0)
                sys.setrecursionlimit(100)
                assert sys.getrecursionlimit() == 100
                """);
        denies(interpreter, "sys.setrecursionlimit(121)", "setrecursionlimit(121)", "the recursion limit 120");
    }

    @Test
    final void pythonCodeMakesRestrictedInterpreters() {
        python().prepareMain(Map.of("folder", folder("read").toString()));
        python().exec("""
                import clutch
                from concurrent import interpreters
                def outcome(interpreter, function, *args):
                    try:
                        return interpreter.call(function, *args)
                    except interpreters.ExecutionFailed as failed:
                        return failed.excinfo.type.__name__
                made = clutch.create(readable=[folder], network=False, recursion_limit=200)
                made.exec(f'open({folder!r} + "/file").close()')
                assert outcome(made, open, folder + '/file', 'a') == 'PermissionError'
                import os, sys
                assert outcome(made, os.system, 'true') == 0
                assert outcome(made, sys.getrecursionlimit) == 200
                made.close()
                clutch.create().close()
                for wrong in (dict(recursion_limit=3), dict(memory_budget=0)):
                    try:
                        clutch.create(**wrong)
                    except ValueError:
                        pass
                    else:
                        raise AssertionError(wrong)
                """);
    }
}
