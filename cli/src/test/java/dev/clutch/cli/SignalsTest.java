package dev.clutch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signals do what they do to a plain Python. */
class SignalsTest extends ProcessTest {
    @BeforeEach
    void needsSignals() {
        assumeTrue(Program.SIGNALS, "env cannot set signals here");
    }

    @ParameterizedTest
    @CsvSource({"HUP, 129", "QUIT, 131", "KILL, 137", "USR1, 138", "ALRM, 142", "TERM, 143", "XCPU, 152"})
    void endTheProcessByDefault(String signal, int status) {
        String program = Signalling.SEND + "send('" + signal + "')\nwhile quick(): pass\nprint('alive')";
        assertThat(same("-c", program)).isEqualTo(new Ended(status, "", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PIPE", "CHLD", "WINCH", "CONT", "URG"})
    void leaveTheProcessAloneByDefault(String signal) {
        String program = "import os, signal\nos.kill(os.getpid(), signal.SIG" + signal + ")\nprint('alive')";
        assertThat(same("-c", program)).isEqualTo(new Ended(0, "alive\n", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HUP", "INT", "USR1", "USR2", "PIPE", "TERM", "CHLD", "RTMIN"})
    void haveHandlers(String name) {
        String program = """
                import os, signal, sys
                number = getattr(signal, 'SIG' + sys.argv[1])
                print(signal.getsignal(number))
                signal.signal(number, lambda number, frame: print('handled', number))
                os.kill(os.getpid(), number)
                print('alive')
                """;
        same("-c", program, name);
    }

    @ParameterizedTest
    @CsvSource({
        "ALRM, REAL, time.sleep(20)",
        "ALRM, REAL, while quick(): pass",
        "VTALRM, VIRTUAL, while quick(): pass",
        "PROF, PROF, while quick(): pass",
        "ALRM, REAL, threading.Lock().acquire() and lock.acquire()"
    })
    void fromTimersInterruptTheMainThread(String signal, String timer, String work) {
        String program = Signalling.SEND + """
                lock = threading.Lock()
                lock.acquire()
                def handler(*_):
                    raise TimeoutError
                signal.signal(signal.SIG%s, handler)
                signal.setitimer(signal.ITIMER_%s, 0.1)
                try:
                    %s
                except TimeoutError:
                    print('in time', quick())
                """;
        assertThat(same("-c", program.formatted(signal, timer, work)).out()).isEqualTo("in time True\n");
    }

    @Test
    void canBeWaitedFor() {
        String program = Signalling.SEND + """
                signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1, signal.SIGTERM])
                send('USR1', 'TERM', after=0)
                print(signal.sigwait([signal.SIGUSR1]), signal.sigwait([signal.SIGTERM]))
                """;
        assertThat(same("-c", program).out()).isEqualTo("10 15\n");
    }

    @Test
    void canBePausedFor() {
        String program = Signalling.SEND + """
                signal.signal(signal.SIGALRM, lambda *_: print('handled'))
                signal.setitimer(signal.ITIMER_REAL, 0.2)
                signal.pause()
                print(signal.pthread_sigmask(signal.SIG_BLOCK, []), quick())
                """;
        same("-c", program);
    }

    @ParameterizedTest
    @ValueSource(strings = {"QUIT", "USR1", "USR2", "TERM"})
    void interruptAWaitToRunTheirHandler(String name) {
        String program = Signalling.SEND + """
                import socket, sys
                signal.signal(getattr(signal, 'SIG' + sys.argv[1]), lambda *_: sys.exit('handled' if quick() else 'late'))
                with socket.socket() as server:
                    server.bind(('127.0.0.1', 0))
                    server.listen()
                    server.settimeout(15)
                    send(sys.argv[1])
                    server.accept()
                """;
        assertThat(same("-c", program, name)).isEqualTo(new Ended(1, "", "handled\n"));
    }

    @Test
    void reachNoThreadButTheMainOne() {
        String program = """
                import glob, signal, threading
                for thread in glob.glob('/proc/self/task/*/'):
                    with open(thread + 'status') as file:
                        status = dict(line.strip().split(':', 1) for line in file)
                    if int(status['Pid']) != threading.get_native_id():
                        blocked = int(status['SigBlk'], 16)
                        for name in ('INT', 'QUIT', 'HUP', 'TERM', 'USR1', 'ALRM', 'CHLD', 'WINCH'):
                            if not blocked >> getattr(signal, 'SIG' + name) - 1 & 1:
                                print(status['Name'].strip(), 'may get', name)
                """;
        assertThat(same("-c", program).out()).isEmpty();
    }

    @Test
    void reachAsyncio() {
        String program = """
                import asyncio, os, signal
                async def main():
                    got = asyncio.Event()
                    asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, got.set)
                    os.kill(os.getpid(), signal.SIGUSR1)
                    await asyncio.wait_for(got.wait(), 10)
                    print('got it')
                asyncio.run(main())
                print(signal.set_wakeup_fd(-1))
                """;
        same("-c", program);
    }

    @Test
    void thatWereIgnoredStayIgnored() {
        sameInShell(
                "trap '' INT HUP TERM; exec \"$@\" -c 'import signal; print([signal.getsignal(n) for n in (1, 2, 15)])'");
    }

    @Test
    void ofPipesCanEndTheProcess() {
        String program = "import signal\nsignal.signal(signal.SIGPIPE, signal.SIG_DFL)\nwhile True: print(1)";
        write("program.py", program);
        assertThat(sameInShell("\"$@\" program.py | head -n 1")).isEqualTo(new Ended(0, "1\n", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"queue.get()", "queue.get(timeout=30)", "full.put(2)"})
    void reachAHandlerWhileAQueueIsWaitedFor(String wait) {
        String program = Signalling.SEND + """
                import sys
                from concurrent import interpreters
                queue, full = interpreters.create_queue(), interpreters.create_queue(1)
                full.put(1)
                signal.signal(signal.SIGTERM, lambda *_: sys.exit(7))
                send('TERM')
                """ + wait;
        assertThat(clutchRun("-c", program)).isEqualTo(new Ended(7, "", ""));
    }

    @Test
    void endTheProcessWhileAnInterpreterRuns() {
        String program = Signalling.SEND + """
                from concurrent import interpreters
                interpreter = interpreters.create()
                send('TERM')
                interpreter.exec('while True: pass')
                """;
        assertThat(clutchRun("-c", program)).isEqualTo(new Ended(143, "", ""));
    }
}
