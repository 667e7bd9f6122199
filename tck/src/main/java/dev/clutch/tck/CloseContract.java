package dev.clutch.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clutch.Interpreter;
import dev.clutch.config.InterpreterConfig;
import dev.clutch.error.ClutchException;
import dev.clutch.error.ExecutionFailedException;
import dev.clutch.error.InterpreterClosedException;
import dev.clutch.error.InterpreterException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Closing an interpreter in which something goes on. */
public abstract class CloseContract extends TwoQueuesContract {
    /** Nothing ends a read from it but what is written. */
    private static final String EMPTY_PIPE = """
            import os, threading
            source, sink = os.pipe()
            """;

    /** For subclasses. */
    protected CloseContract() {}

    /** Runs code that says over the queue when it is where it should be. */
    private Background<Object> running(String source) throws InterruptedException {
        Background<Object> runner = Background.run(() -> python().exec(source));
        assertThat(ready().get()).isEqualTo("there");
        return runner;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ready.put('there')\nwhile True: pass",
                "ready.put('there')\nqueue.get()",
                "ready.put('there')\nqueue.get(timeout=1000)",
                "import time; ready.put('there'); time.sleep(0.3)\nwhile True: pass",
                "def f():\n  while True:\n    queue.qsize()\nready.put('there')\nf()",
                "for i in range(3): ready.put('there')\nwhile True: [x for x in range(1000)]",
                "ready.put('there')\nwhile True:\n  try: queue.get(timeout=0.001)\n  except Exception: pass"
            })
    void whatRunsInItIsStopped(String source) throws Exception {
        Background<Object> runner = running(source);
        python().close();
        assertStopped(runner.failure());
        assertThat(interpreters().list()).doesNotContain(python());
    }

    /** It was interrupted by the closing, or it came too late. */
    private static void assertStopped(@Nullable Throwable failure) {
        assertThat(failure).isInstanceOf(ClutchException.class);
        if (failure instanceof ExecutionFailedException failed) {
            assertThat(failed.info().typeName()).as(failed.getMessage()).isEqualTo("SystemExit");
        } else {
            assertThat(failure).isInstanceOf(InterpreterClosedException.class);
        }
    }

    @Test
    void codeThatClearsUpHasTheTimeForIt() throws Exception {
        Background<Object> runner = running("""
                ready.put('there')
                try:
                    while True: pass
                finally:
                    queue.put('cleared up')
                """);
        python().close();
        assertStopped(runner.failure());
        assertThat(queue().size()).isEqualTo(1);
    }

    @Test
    void manyThreadsThatWaitInItAreStopped() throws Exception {
        List<Background<Object>> runners = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            runners.add(running("ready.put('there')\nother = queue.get()").awaitBlocked());
        }
        python().close();
        runners.forEach(runner -> assertStopped(runner.failure()));
    }

    @Test
    void aVirtualThreadThatWaitsInItIsStopped() throws Exception {
        Background<Object> runner = Background.callVirtual(() -> {
            python().exec("ready.put('there')\nqueue.get()");
            return "done";
        });
        assertThat(ready().get()).isEqualTo("there");
        python().close();
        assertStopped(runner.failure());
    }

    @Test
    void codeInAnotherInterpreterThatItCallsIsStopped() throws Exception {
        Background<Object> runner = running("""
                from concurrent import interpreters
                inner = interpreters.create()
                inner.prepare_main(queue=queue, ready=ready)
                inner.exec('''
                ready.put('there')
                while True: pass
                ''')
                """);
        python().close();
        assertThat(runner.failure()).isInstanceOf(ClutchException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "while True: pass",
                "queue.get()",
                "queue.get(timeout=1000)",
                "time.sleep(0.3)",
                "while True: time.sleep(0.01)"
            })
    void pythonsOwnThreadsAreStopped(String body) throws Exception {
        python().prepareMain(Map.of("body", body));
        python().exec("""
                import io, sys, threading, time
                sys.stderr = io.StringIO()

                def work():
                    ready.put('there')
                    exec(body, globals())

                for _ in range(3):
                    threading.Thread(target=work).start()
                """);
        for (int i = 0; i < 3; i++) {
            assertThat(ready().get()).isEqualTo("there");
        }
        python().close();
        assertThat(interpreters().list()).doesNotContain(python());
    }

    @Test
    void aThreadPoolThatIsIdleIsStopped() {
        python().exec("""
                from concurrent.futures import ThreadPoolExecutor
                pool = ThreadPoolExecutor(3)
                assert list(pool.map(abs, [-1, -2, -3])) == [1, 2, 3]
                """);
        python().close();
        assertThat(interpreters().list()).doesNotContain(python());
    }

    @Test
    void anEventLoopIsStopped() throws Exception {
        Background<Object> runner = running("""
                import asyncio
                async def main():
                    ready.put('there')
                    while True:
                        await asyncio.sleep(0.01)
                asyncio.run(main())
                """);
        python().close();
        assertStopped(runner.failure());
    }

    /** A thread made by {@code _thread} is one that {@code threading} does not know. */
    @ParameterizedTest
    @ValueSource(strings = {"while not stop: pass", "while not stop: time.sleep(0.01)", "queue.get()"})
    void aThreadThatThreadingDoesNotKnowIsStoppedOrReported(String body) throws Exception {
        python().prepareMain(Map.of("body", body));
        python().exec("""
                import _thread, time
                stop = False
                def work():
                    ready.put('there')
                    exec(body, globals())
                _thread.start_new_thread(work, ())
                """);
        assertThat(ready().get()).isEqualTo("there");
        try {
            python().close();
        } catch (InterpreterException refused) {
            python().exec("stop = True");
            queue().put("go on");
            Await.until("it can be closed", () -> closes(python()));
        }
        assertThat(interpreters().list()).doesNotContain(python());
    }

    private static boolean closes(Interpreter interpreter) {
        try {
            interpreter.close();
            return true;
        } catch (InterpreterException stillRuns) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"while not stop: pass", "while not stop: time.sleep(0.01)", "queue.get()"})
    void daemonThreadsAreStopped(String body) throws Exception {
        Interpreter legacy = interpreters().create(InterpreterConfig.legacy());
        legacy.prepareMain(Map.of("body", body, "queue", queue(), "ready", ready()));
        legacy.exec("""
                import io, sys, threading, time
                sys.stderr = io.StringIO()
                stop = False
                def work():
                    ready.put('there')
                    exec(body, globals())
                threading.Thread(target=work, daemon=True).start()
                """);
        assertThat(ready().get()).isEqualTo("there");
        legacy.close();
        assertThat(interpreters().list()).doesNotContain(legacy);
    }

    @Test
    @Tag("slow")
    void whatCannotBeStoppedIsReportedAndMayBeClosedLater() throws Exception {
        Interpreter other = interpreters().create(config());
        other.prepareMain(Map.of("ready", ready()));
        python().exec(EMPTY_PIPE);
        Background<Object> runner = running("ready.put('there')\nos.read(source, 1)");
        other.exec(EMPTY_PIPE + """
                def work():
                    ready.put('there')
                    os.read(source, 1)
                threading.Thread(target=work).start()
                """);
        assertThat(ready().get()).isEqualTo("there");
        Background<Object> closer = Background.run(() -> assertCannotBeClosed(other)); // both take their time
        assertCannotBeClosed(python());
        closer.join();
        assertThat(python().isRunning()).isTrue();
        python().exec("os.write(sink, b'.')");
        other.exec("os.write(sink, b'.')");
        runner.failure();
        python().close();
        Await.until("it can be closed", () -> closes(other));
        assertThat(interpreters().list()).doesNotContain(python(), other);
    }

    private static void assertCannotBeClosed(Interpreter interpreter) {
        assertThatThrownBy(interpreter::close)
                .isInstanceOf(InterpreterException.class)
                .hasMessageContaining("interpreter " + interpreter.id() + " cannot be closed");
    }

    @Test
    void threadsThatWereInterruptedWhileTheyBeganAreNotWaitedFor() {
        python().exec("""
                import threading
                thread = threading.Thread(target=int)
                thread.start()
                thread.join()
                never = threading.Thread(target=int)
                for left in thread, never:  # as an interrupt leaves them that strikes before they are active
                    threading._limbo[left] = left
                    assert left in threading.enumerate()
                """);
        python().close();
        assertThat(interpreters().list()).doesNotContain(python());
    }

    @ParameterizedTest
    @ValueSource(strings = {"queues.Queue().get()", "threading.Event().wait()", "time.sleep(1000)"})
    void aPythonThreadThatWaitsIsStoppedOnce(String wait) throws Exception {
        python().exec("""
                import io, queue as queues, sys, threading, time
                sys.stderr = log = io.StringIO()
                def work():
                    ready.put('there')
                    try:
                        %s
                    finally:
                        ready.put(log.getvalue())
                threading.Thread(target=work).start()
                """.formatted(wait));
        assertThat(ready().get()).isEqualTo("there");
        python().close();
        assertThat(ready().get()).isEqualTo("");
    }

    @Test
    void itCannotBeClosedByCodeThatRunsInIt() {
        python().exec("""
                from concurrent import interpreters
                me = interpreters.get_current()
                try:
                    me.close()
                except interpreters.InterpreterError as error:
                    assert not isinstance(error, interpreters.InterpreterNotFoundError), error
                else:
                    assert False, 'closed'
                """);
        assertThat(evaluate("1 + 1")).isEqualTo(2L);
    }

    @Test
    void itCannotBeClosedByAnInterpreterThatItCalls() {
        python().exec("""
                from concurrent import interpreters
                inner = interpreters.create()
                try:
                    inner.prepare_main(outer=interpreters.get_current())
                    inner.exec('''
                try:
                    outer.close()
                except Exception as error:
                    assert type(error).__name__ == 'InterpreterError', error
                else:
                    assert False, 'closed'
                ''')
                finally:
                    inner.close()
                """);
        assertThat(evaluate("1 + 1")).isEqualTo(2L);
    }

    @Test
    void twoThreadsMayCloseItAtOnce() {
        for (int i = 0; i < 20; i++) {
            Interpreter made = interpreters().create();
            CountDownLatch start = new CountDownLatch(1);
            List<Background<Object>> closers = new ArrayList<>();
            for (int n = 0; n < 3; n++) {
                closers.add(Background.run(() -> {
                    start.await();
                    made.close();
                    assertThatThrownBy(() -> made.exec("pass")).isInstanceOf(InterpreterClosedException.class);
                }));
            }
            start.countDown();
            closers.forEach(Background::join);
        }
    }

    @Test
    void callsThatComeMeanwhileAreServedOrRefused() {
        for (int i = 0; i < 10; i++) {
            Interpreter made = interpreters().create();
            CountDownLatch used = new CountDownLatch(4);
            List<Background<Object>> users = new ArrayList<>();
            for (int n = 0; n < 4; n++) {
                users.add(Background.run(() -> {
                    made.exec("x = 1");
                    used.countDown();
                    while (true) {
                        made.exec("x = [1, 2, 3]");
                        made.call("len", "abc");
                    }
                }));
            }
            Await.until("all use it", () -> used.getCount() == 0);
            made.close();
            users.forEach(user -> assertStopped(user.failure()));
        }
    }

    @Test
    void aClosingThreadThatIsInterruptedKeepsItsInterruptStatus() {
        Interpreter made = interpreters().create();
        Background<Boolean> closer = Background.call(() -> {
            Thread.currentThread().interrupt();
            made.close();
            return Thread.interrupted();
        });
        assertThat(closer.join()).isTrue();
        assertThat(interpreters().list()).doesNotContain(made);
    }
}
