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

    /** The same waits as in the TCK's BlockedWait, in the main thread of the main interpreter. */
    private static final String WAITS = Signalling.SEND + """
            import asyncio, clutch
            from clutch import channels, select
            from concurrent.interpreters import create_queue
            queue, full, go = create_queue(), create_queue(1), create_queue()
            full.put(0)
            recv, send = channels.create()
            lock, rlock, condition = clutch.Lock(), clutch.RLock(), clutch.Condition()
            semaphore, event, barrier = clutch.Semaphore(0), clutch.Event(), clutch.Barrier(2)
            shared, items = clutch.SharedDict(key=0), clutch.SharedList([0])
            lock.acquire()
            holders = [threading.Thread(target=rlock.acquire),
                       threading.Thread(target=shared.alter, args=('key', lambda old: go.get())),
                       threading.Thread(target=items.alter, args=(0, lambda old: go.get()))]
            for holder in holders:
                holder.start()
            while not (rlock.locked() and shared.statistics()['altered'] and items.statistics()['altered']):
                time.sleep(0.001)
            def interrupt_soon():
                threading.Timer(0.03, os.kill, (os.getpid(), signal.SIGINT)).start()
            """;

    @Test
    void itEndsEveryWaitForOthersAndNothingIsLost() {
        String program = WAITS + """
                def wait():
                    with condition: condition.wait()
                for work in (queue.get, queue.get_many, lambda: next(iter(queue)), lambda: asyncio.run(queue.get_async()),
                             lambda: full.put(1), lambda: full.put_many([1, 2]), lambda: asyncio.run(full.put_async(1)),
                             recv.recv, lambda: next(recv), lambda: send.send(1), lambda: select(queue, recv),
                             lock.acquire, rlock.acquire, wait, semaphore.acquire, event.wait, barrier.wait,
                             lambda: shared.update(key=2), shared.clear, lambda: shared.alter('key', str),
                             lambda: items.append(2), lambda: items.alter(0, str)):
                    try:
                        interrupt_soon()
                        print('ended by itself:', work())
                    except KeyboardInterrupt:
                        pass
                go.put_many([1, 1])
                for holder in holders:
                    holder.join()
                assert shared.snapshot() == {'key': 1} and items.snapshot() == [1]
                assert queue.empty() and full.get() == 0 and full.empty() and recv.recv_nowait(None) is None
                lock.release()
                assert not (lock.locked() or condition.locked() or event.is_set() or barrier.n_waiting or barrier.broken)
                print('all', quick())
                """;
        assertThat(clutchRun("-c", program)).isEqualTo(new Ended(0, "all True\n", ""));
    }

    /** PEP 475. */
    @Test
    void aHandlerThatRaisesNothingEndsNoWait() {
        String program = WAITS + """
                from concurrent.interpreters import QueueEmpty, QueueFull
                handled = []
                signal.signal(signal.SIGINT, lambda *_: handled.append(1))
                def wait():
                    with condition: return condition.wait(0.1)
                def in_vain(work, *args, **kwargs):
                    try:
                        return not work(*args, timeout=0.1, **kwargs)
                    except (TimeoutError, QueueEmpty, QueueFull, channels.ChannelEmptyError, clutch.BrokenBarrierError):
                        return True
                for work in (lambda: in_vain(queue.get), lambda: in_vain(queue.get_many), lambda: in_vain(full.put, 1),
                             lambda: in_vain(full.put_many, [1, 2]), lambda: in_vain(recv.recv),
                             lambda: in_vain(send.send, 1), lambda: in_vain(select, queue, recv),
                             lambda: in_vain(lock.acquire), lambda: in_vain(rlock.acquire), lambda: not wait(),
                             lambda: in_vain(semaphore.acquire), lambda: in_vain(event.wait), lambda: in_vain(barrier.wait)):
                    before, begin = len(handled), time.monotonic()
                    interrupt_soon()
                    assert work() and len(handled) > before and time.monotonic() - begin >= 0.1
                go.put_many([1, 1])
                print('all', quick())
                """;
        assertThat(clutchRun("-c", program)).isEqualTo(new Ended(0, "all True\n", ""));
    }
}
