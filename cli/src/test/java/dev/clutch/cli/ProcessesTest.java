package dev.clutch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that start programs. */
class ProcessesTest extends ProcessTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "subprocess.run([sys.executable, '-c', 'import sys; print(sys.argv, sys.version)', 'a'])",
                "subprocess.run(['sh', '-c', 'echo $0 $1; exit 3', 'a', 'b'], check=True)",
                "print(subprocess.run(['cat'], input=b'x' * 100_000, capture_output=True).stdout[-5:])",
                "print(subprocess.run(['true'], preexec_fn=lambda: None))",
                "print(subprocess.run(['echo', '1'], start_new_session=True, cwd='/', env={}, capture_output=True))",
                "subprocess.run(['/no/such/program'])",
                "print(os.system('exit 3'), os.popen('echo hi').read())",
                "print(os.waitpid(os.posix_spawn('/bin/sh', ['sh', '-c', 'exit 4'], {}), 0)[1])",
                "print('before', flush=True); os.execv(sys.executable, [sys.executable, '-c', 'print(5)'])",
                "os.execvp('sh', ['sh', '-c', 'echo hi; exit 9'])"
            })
    void programsAreStartedAsFromPython(String code) {
        same("-c", "import os, subprocess, sys\n" + code);
    }

    @Test
    void programsInheritSignalsAsFromPython() {
        String program = """
                import subprocess, threading
                def show():
                    status = subprocess.run(['cat', '/proc/self/status'], capture_output=True, text=True).stdout
                    masks = dict(line.split(':') for line in status.splitlines())
                    print([int(masks[name], 16) & 0x7FFF_FFFF for name in ('SigBlk', 'SigIgn')])
                show()
                thread = threading.Thread(target=show)
                thread.start()
                thread.join()
                """;
        same("-c", program);
    }

    @Test
    void programsInheritLimitsAndFilesAsFromPython() {
        String show = "import os, resource as r, subprocess; print(r.getrlimit(r.RLIMIT_NOFILE), os.umask(0));"
                + " subprocess.run(['ls', '/proc/self/fd'])";
        sameInShell("ulimit -S -n 300; \"$@\" -c \"" + show + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"os.fork()", "os.forkpty()", "pty.fork()"})
    void forkingIsRefused(String code) {
        Ended ended = clutchRun("-c", "import os, pty\n" + code);
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).contains("RuntimeError: os.fork() is not possible inside a JVM");
    }

    @ParameterizedTest
    @ValueSource(strings = {"spawn", "forkserver"})
    void multiprocessingWorks(String method) {
        write("program.py", """
                import multiprocessing, sys
                def work(x):
                    return x * x
                def put(queue):
                    queue.put('from the child')
                    sys.exit(3)
                if __name__ == '__main__':
                    context = multiprocessing.get_context(sys.argv[1])
                    with context.Pool(2) as pool:
                        print(pool.map(work, range(5)))
                    queue = context.Queue()
                    process = context.Process(target=put, args=(queue,))
                    process.start()
                    print(queue.get())
                    process.join()
                    print(process.exitcode)
                    with context.Manager() as manager:
                        print(manager.dict(a=1))
                """);
        assertThat(same("program.py", method).status()).isZero();
    }

    @Test
    void multiprocessingByForkIsRefused() {
        Ended ended =
                clutchRun("-c", "import multiprocessing as m; m.get_context('fork').Process(target=print).start()");
        assertThat(ended.err()).contains("use multiprocessing with the start method 'spawn' or 'forkserver'");
    }

    @Test
    void sharedMemoryWorks() {
        String program = """
                from multiprocessing import shared_memory
                memory = shared_memory.SharedMemory(create=True, size=10)
                memory.buf[0] = 5
                print(bytes(memory.buf[:2]))
                memory.close()
                memory.unlink()
                """;
        same("-c", program);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ThreadPoolExecutor", "ProcessPoolExecutor", "InterpreterPoolExecutor"})
    void poolsWork(String pool) {
        write("program.py", """
                import concurrent.futures, sys
                def work(x):
                    return x * x
                if __name__ == '__main__':
                    with getattr(concurrent.futures, sys.argv[1])(2) as pool:
                        print(list(pool.map(work, range(5))), pool.submit(pow, 2, 3).result())
                """);
        assertThat(same("program.py", pool).status()).isZero();
    }

    @Test
    void asyncioRunsPrograms() {
        String program = """
                import asyncio, sys
                async def main():
                    process = await asyncio.create_subprocess_exec(sys.executable, '-c', 'print(input())',
                        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE)
                    print(await process.communicate(b'hello'), process.returncode)
                    print(await asyncio.gather(*(asyncio.to_thread(pow, 2, n) for n in range(5))))
                asyncio.run(main())
                """;
        same("-c", program);
    }
}
