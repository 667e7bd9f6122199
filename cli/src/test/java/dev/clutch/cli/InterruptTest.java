package dev.clutch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ctrl-C, which is the signal SIGINT. */
class InterruptTest extends ProcessTest {
    private static final String INTERPRETERS = Signalling.SEND + """
            from concurrent import interpreters
            queue, full = interpreters.create_queue(), interpreters.create_queue(1)
            full.put(1)
            interpreter = interpreters.create()
            interpreter.prepare_main(queue=queue)
            """;

    @BeforeEach
    void needsSignals() {
        assumeTrue(Program.SIGNALS, "env cannot set signals here");
    }

    @Test
    void itEndsTheProcessAsTheSignalDoes() {
        Ended ended = clutchRun("-c", Signalling.SEND + "print('out')\nsend('INT')\nwhile True: pass");
        assertThat(ended.status()).isEqualTo(130);
        assertThat(ended.out()).isEqualTo("out\n");
        assertThat(ended.err()).startsWith("Traceback").endsWith("KeyboardInterrupt\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "while True: pass",
                "time.sleep(30)",
                "lock.acquire()",
                "thread.join()",
                "os.read(reader, 1)",
                "subprocess.run(['sleep', '30'])",
                "import re; re.match(r'(a+)+b', 'a' * 60)"
            })
    void itIsRaisedInTheMainThread(String work) {
        String program = Signalling.SEND + """
                lock = threading.Lock()
                lock.acquire()
                thread = threading.Thread(target=lock.acquire, daemon=True)
                thread.start()
                reader, writer = os.pipe()
                try:
                    send('INT')
                    %s
                except KeyboardInterrupt:
                    print('caught', quick())
                """;
        assertThat(same("-c", program.formatted(work))).isEqualTo(new Ended(0, "caught True\n", ""));
    }

    @Test
    void itIsRaisedInAsyncio() {
        String program = Signalling.SEND + """
                import asyncio
                async def main():
                    try:
                        send('INT')
                        await asyncio.sleep(30)
                    except asyncio.CancelledError:
                        print('cancelled')
                        raise
                try:
                    asyncio.run(main())
                except KeyboardInterrupt:
                    print('caught', quick())
                """;
        assertThat(same("-c", program).out()).isEqualTo("cancelled\ncaught True\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "queue.get()",
                "queue.get(timeout=30)",
                "full.put(2)",
                "interpreter.exec('while True: pass')",
                "interpreter.exec('queue.get()')",
                "interpreter.exec('import time; time.sleep(2)')",
                "interpreter.exec('from concurrent import interpreters as i; i.create().exec(\"while True: pass\")')",
                "interpreters.create().call_in_thread(time.sleep, 2).join()"
            })
    void itIsRaisedWhereverTheMainThreadIs(String work) {
        String program = INTERPRETERS + """
                try:
                    send('INT')
                    %s
                except KeyboardInterrupt:
                    print('caught', quick())
                interpreter.exec('print("usable")')
                """;
        assertThat(clutchRun("-c", program.formatted(work)).out()).isEqualTo("caught True\nusable\n");
    }

    @Test
    void itMayBeIgnoredOrHandled() {
        String program = Signalling.SEND + """
                signal.signal(signal.SIGINT, %s)
                send('INT', 'INT', 'INT', after=0.2)
                time.sleep(1.5)
                print('alive')
                """;
        assertThat(same("-c", program.formatted("signal.SIG_IGN"))).isEqualTo(new Ended(0, "alive\n", ""));
        same("-c", program.formatted("lambda *_: print('handled')"));
        assertThat(same("-c", program.formatted("signal.SIG_DFL"))).isEqualTo(new Ended(130, "", ""));
    }

    @Test
    void aProgramThatGoesOnMayBeInterruptedAgain() {
        String program = Signalling.SEND + """
                import select
                caught = 0
                send(*['INT'] * 10, after=0.1)
                while caught < 10 and quick():
                    try:
                        while quick():
                            select.select([], [], [], 10)
                    except KeyboardInterrupt:
                        caught += 1
                print(caught)
                """;
        assertThat(same("-c", program)).isEqualTo(new Ended(0, "10\n", ""));
    }

    @Test
    void theSecondEndsAProcessThatIsStuck() {
        String program = Signalling.SEND + "send('INT', 'INT')\nsum(range(10**11))";
        assertThat(clutchRun("-c", program)).isEqualTo(new Ended(130, "", ""));
    }

    @Test
    void theSecondEndsAProcessThatIsStuckInAnInterpreter() {
        String program = INTERPRETERS + "send('INT', 'INT')\ninterpreter.exec('sum(range(10**11))')";
        assertThat(clutchRun("-c", program)).isEqualTo(new Ended(130, "", ""));
    }

    @Test
    void itReachesQueuesWhenTheProgramListensToSignalsItself() {
        String program = INTERPRETERS + """
                import asyncio
                async def listen():
                    loop = asyncio.get_running_loop()
                    loop.add_signal_handler(signal.SIGUSR1, print)
                    loop.remove_signal_handler(signal.SIGUSR1)
                asyncio.run(listen())
                try:
                    send('INT')
                    queue.get()
                except KeyboardInterrupt:
                    print('caught', quick())
                """;
        assertThat(clutchRun("-c", program)).isEqualTo(new Ended(0, "caught True\n", ""));
    }

    @Test
    void itEndsTheWaitForThreadsAtTheEnd() {
        String program = Signalling.SEND + """
                threading.Thread(target=time.sleep, args=(30,)).start()
                send('INT')
                """;
        Ended ended = clutchRun("-c", program);
        assertThat(ended.status()).isZero();
        assertThat(ended.err()).endsWith("KeyboardInterrupt: \n");
    }
}
