package dev.clutch.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clutch.error.ExecutionFailedException;
import dev.clutch.queue.MessageQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Interrupting what an interpreter does, from Java. */
public abstract class InterruptContract extends TwoQueuesContract {
    /** For subclasses. */
    protected InterruptContract() {}

    private static void assertKeyboardInterrupt(@Nullable Throwable failure) {
        assertThat(failure)
                .isInstanceOfSatisfying(
                        ExecutionFailedException.class,
                        failed -> assertThat(failed.info().typeName()).isEqualTo("KeyboardInterrupt"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ready.put('there')\nwhile True: pass",
                "ready.put('there')\nqueue.get()",
                "ready.put('there')\nqueue.get(timeout=1000)",
                "ready.put('there')\nwhile True: queue.qsize()",
                "import time; ready.put('there'); time.sleep(0.2); queue.get()"
            })
    void whatRunsGetsAKeyboardInterruptAndTheInterpreterGoesOn(String source) throws Exception {
        Background<Object> runner = Background.run(() -> python().exec(source));
        assertThat(ready().get()).isEqualTo("there");
        python().interrupt();
        assertKeyboardInterrupt(runner.failure());
        assertThat(evaluate("1 + 1")).isEqualTo(2L);
    }

    @Test
    void interruptMainIsForWhatOthersHaveBegunInTheInterpreter() {
        python().exec("""
                import _thread, threading
                bystander_ended, release = [], threading.Event()
                def stand_by():
                    import clutch
                    clutch.statistics()  # from here on Java knows the thread
                    release.wait()
                    bystander_ended.append(True)
                bystander = threading.Thread(target=stand_by)
                bystander.start()
                interrupter = threading.Thread(target=_thread.interrupt_main)
                try:
                    interrupter.start()
                    threading.Event().wait()
                except KeyboardInterrupt:
                    pass
                interrupter.join()
                release.set()
                bystander.join()
                assert bystander_ended
                try:
                    _thread.interrupt_main()
                except KeyboardInterrupt:
                    pass
                else:
                    raise AssertionError
                try:
                    _thread.interrupt_main(-1)
                except ValueError:
                    pass
                """);
        interpreters().main().exec("pass");
    }

    /** Exceptions of finalizers go nowhere, and an interrupt strikes wherever the thread is. */
    @Test
    void finalizersDoNotSwallowIt() throws Exception {
        MessageQueue ready = queueIn(python(), "ready");
        python().exec("""
                class Slow:
                    def __del__(self):
                        ready.put(1)
                        while not struck: pass
                import sys
                struck = False
                def hook(unraisable, real=sys.unraisablehook):
                    global struck
                    struck = True
                    real(unraisable)
                sys.unraisablehook = hook
                """);
        Background<Object> caller = Background.run(() -> python().exec("Slow()\nwhile True: pass"));
        ready.get();
        python().interrupt();
        assertThat(caller.failure()).hasMessageContaining("KeyboardInterrupt").hasMessageContaining("line 2");
        ready.close();
    }

    @Test
    void aWaitingGetIsInterruptedAtOnce() {
        Background<Object> runner = Background.run(() -> python().exec("queue.get()"));
        runner.awaitBlocked();
        python().interrupt();
        assertKeyboardInterrupt(runner.failure());
    }

    @Test
    void pythonCodeMayCatchTheInterrupt() throws Exception {
        Background<Object> runner = Background.run(() -> python().exec("""
                try:
                    ready.put('there')
                    while True: pass
                except KeyboardInterrupt:
                    queue.put('caught')
                """));
        assertThat(ready().get()).isEqualTo("there");
        python().interrupt();
        runner.join();
        assertThat(queue().get()).isEqualTo("caught");
    }

    @Test
    void anIdleInterpreterIsNotDisturbed() {
        python().exec("x = 1");
        python().interrupt();
        python().interrupt();
        python().exec("for _ in range(1000): x += 1");
        assertThat(valueOf(python(), "x")).isEqualTo(1001L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"while True: pass", "queue.get()", "while True: queue.qsize()", "while True: str(queue)"})
    void whatItCallsInAnotherInterpreterIsInterruptedTooAndThenItself(String source) throws Exception {
        makeInner();
        for (int i = 0; i < 20; i++) {
            Background<Object> runner =
                    Background.run(() -> python().exec("inner.exec('''ready.put('there')\n" + source + "''')"));
            assertThat(ready().get()).isEqualTo("there");
            python().interrupt();
            assertKeyboardInterrupt(runner.failure());
        }
        python().exec("inner.close()");
    }

    @Test
    void anInterruptThatTheInnerOneHandlesStillReachesTheOuterOne() throws Exception {
        makeInner();
        Background<Object> runner = Background.run(() -> python().exec("""
                inner.exec('''
                try:
                    ready.put('there')
                    queue.get()
                except KeyboardInterrupt:
                    ready.put('caught')
                ''')
                for _ in range(10**9): pass
                """));
        assertThat(ready().get()).isEqualTo("there");
        python().interrupt();
        assertThat(ready().get()).isEqualTo("caught");
        assertKeyboardInterrupt(runner.failure());
        python().exec("inner.close()");
    }

    @Test
    void anInterruptOfTheInnerOneEndsOnlyThat() throws Exception {
        makeInner();
        Background<Object> runner = Background.run(() -> python().exec("""
                try:
                    inner.exec("ready.put('there'); queue.get()")
                except interpreters.ExecutionFailed as failed:
                    ready.put(failed.excinfo.type.__name__)
                for _ in range(100_000): pass
                """));
        assertThat(ready().get()).isEqualTo("there");
        interpreters().list().getLast().interrupt();
        assertThat(ready().get()).isEqualTo("KeyboardInterrupt");
        runner.join();
        python().exec("inner.close()");
    }

    private void makeInner() {
        python().exec("""
                from concurrent import interpreters
                inner = interpreters.create()
                inner.prepare_main(queue=queue, ready=ready)
                """);
    }

    @Test
    void anotherInterpreterIsNotDisturbed() throws Exception {
        try (var other = interpreters().create()) {
            Background<Object> runner = Background.run(() -> python().exec("ready.put('there')\nqueue.get()"));
            assertThat(ready().get()).isEqualTo("there");
            other.interrupt();
            queue().put("go on");
            runner.join();
        }
    }

    @Test
    void allThreadsThatRunInItAreInterrupted() {
        List<Background<Object>> runners = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            runners.add(Background.run(() -> python().exec("queue.get()")).awaitBlocked());
        }
        python().interrupt();
        runners.forEach(runner -> assertKeyboardInterrupt(runner.failure()));
    }

    @Test
    void theInterruptLeavesNoInterruptStatusBehind() {
        Background<Boolean> runner = Background.call(() -> {
            try {
                python().exec("queue.get()");
            } catch (ExecutionFailedException expected) {
                return Thread.currentThread().isInterrupted();
            }
            throw new AssertionError("not interrupted");
        });
        runner.awaitBlocked();
        python().interrupt();
        assertThat(runner.join()).isFalse();
    }

    /** An interrupt of the Java thread itself ends the wait, and is not swallowed. */
    @Test
    void aJavaInterruptEndsTheWaitAndComesBack() {
        Background<Boolean> runner = Background.call(() -> {
            try {
                python().exec("queue.get()");
            } catch (ExecutionFailedException expected) {
                assertKeyboardInterrupt(expected);
                return Thread.interrupted();
            }
            throw new AssertionError("not interrupted");
        });
        runner.awaitBlocked();
        runner.thread().interrupt();
        assertThat(runner.join()).isTrue();
        assertThat(evaluate("1 + 1")).isEqualTo(2L);
    }

    @Test
    void aJavaInterruptOfAVirtualThreadDoesTheSame() throws Exception {
        Background<Boolean> runner = Background.callVirtual(() -> {
            try {
                python().exec("ready.put('there')\nqueue.get()");
            } catch (ExecutionFailedException expected) {
                return Thread.interrupted();
            }
            throw new AssertionError("not interrupted");
        });
        assertThat(ready().get()).isEqualTo("there");
        runner.thread().interrupt();
        assertThat(runner.join()).isTrue();
        assertThat(evaluate("1 + 1")).isEqualTo(2L);
    }

    /** Each round one thread runs code while another interrupts, and then runs code that must go through. */
    @Test
    void anInterruptThatComesTooLateHitsNothingElse() throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(2);
        int rounds = 500;
        Background<Integer> runner = Background.call(() -> {
            int hit = 0;
            for (int i = 0; i < rounds; i++) {
                barrier.await(30, TimeUnit.SECONDS);
                try {
                    python().exec("for _ in range(300): queue.qsize()");
                } catch (ExecutionFailedException interrupted) {
                    assertKeyboardInterrupt(interrupted);
                    hit++;
                }
                barrier.await(30, TimeUnit.SECONDS);
                python().exec("for _ in range(100): pass\nqueue.qsize()");
                assertThat(Thread.currentThread().isInterrupted())
                        .as("stray interrupt status")
                        .isFalse();
            }
            return hit;
        });
        for (int i = 0; i < rounds; i++) {
            barrier.await(30, TimeUnit.SECONDS);
            for (int n = 0; n < i % 7; n++) {
                Thread.onSpinWait();
            }
            python().interrupt();
            barrier.await(30, TimeUnit.SECONDS);
        }
        assertThat(runner.join()).isBetween(0, rounds);
    }

    @Test
    void manyInterruptsAtOnceDoNoHarm() throws Exception {
        for (int i = 0; i < 20; i++) {
            Background<Object> runner = Background.run(() -> python().exec("ready.put('there')\nwhile True: pass"));
            assertThat(ready().get()).isEqualTo("there");
            List<Background<Object>> interrupters = new ArrayList<>();
            for (int n = 0; n < 5; n++) {
                interrupters.add(Background.run(python()::interrupt));
            }
            interrupters.forEach(Background::join);
            assertKeyboardInterrupt(runner.failure());
        }
        assertThat(evaluate("1 + 1")).isEqualTo(2L);
    }
}
