package dev.clutch.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clutch.TimedInterpreter;
import dev.clutch.error.CallTimeoutException;
import dev.clutch.error.ExecutionFailedException;
import dev.clutch.error.InterpreterException;
import dev.clutch.queue.MessageQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls with a deadline. */
public abstract class DeadlineContract extends PythonContract {
    private static final Duration AMPLE = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(30);

    /** For subclasses. */
    protected DeadlineContract() {}

    /** Of code that reacts, however long that takes on a busy machine. */
    private TimedInterpreter soon() {
        return python().within(SHORT).withGrace(AMPLE);
    }

    /** Of code that has begun by then, however busy the machine is. */
    private TimedInterpreter later() {
        return python().within(Duration.ofMillis(300)).withGrace(AMPLE);
    }

    /** Of code that does not react. */
    private TimedInterpreter inVain() {
        return later().withGrace(SHORT);
    }

    private static CallTimeoutException timeoutOf(Background.Work work) {
        return catchThrowableOfType(CallTimeoutException.class, work::run);
    }

    @Test
    void aCallThatEndsInTimeReturnsItsResult() {
        assertThat(python().within(AMPLE).call("math:sqrt", 4.0)).isEqualTo(2.0);
        assertThat(python().within(AMPLE).call("builtins:list")).isEqualTo(List.of());
    }

    @Test
    void whatACallRaisesIsRaised() {
        assertThatThrownBy(() -> python().within(AMPLE).exec("1/0"))
                .isInstanceOfSatisfying(
                        ExecutionFailedException.class,
                        failed -> assertThat(failed.info().typeName()).isEqualTo("ZeroDivisionError"));
    }

    /** Each of them would take far longer than this suite may. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "while True: pass",
                "import time; time.sleep(1000)",
                "from concurrent import interpreters; interpreters.create_queue().get()",
                "from clutch import channels; channels.create()[0].recv()",
                "import threading; threading.Event().wait()",
                "import threading; threading.Condition().acquire(); c = threading.Condition(); c.acquire(); c.wait(1000)",
                "import threading as t; one = t.Thread(target=t.Event().wait); one.start(); one.join()",
                "import threading as t; one = t.Thread(target=t.Event().wait); one.start(); one.join(1000)",
                "import queue; queue.Queue().get()",
                "import queue; q = queue.Queue(1); q.put(1); q.put(2, timeout=1000)",
                "import threading; threading.Semaphore(0).acquire()",
                "import threading; threading.Barrier(2).wait()",
                "import socket; a, b = socket.socketpair(); a.recv(1)",
                "import socket; a, b = socket.socketpair(); a.settimeout(1000); a.recv_into(bytearray(1))",
                "import socket; socket.create_server(('127.0.0.1', 0)).accept()",
                "import socket; a, b = socket.socketpair(); a.sendall(bytes(10_000_000))",
                "import select; select.select([], [], [], 1000)",
                "import selectors; selectors.DefaultSelector().select()",
                "import asyncio; asyncio.run(asyncio.sleep(1000))",
                "import subprocess; subprocess.run(['sleep', '5'], capture_output=True)",
                "from concurrent.futures import Future; Future().result()",
                "from concurrent import interpreters as i; i.create().exec('while True: pass')",
                "from concurrent import interpreters as i; i.create().exec('import time; time.sleep(1000)')",
            })
    void whatWouldTakeForeverEndsAtItsDeadlineAndTheInterpreterGoesOn(String source) {
        CallTimeoutException timeout = timeoutOf(() -> soon().exec(source));
        assertThat(timeout.isStuck()).as(timeout.getMessage()).isFalse();
        assertThat(timeout)
                .hasMessageContaining("interpreter " + python().id())
                .hasMessageContaining("0.03 seconds")
                .cause() // a busy machine may not even have begun
                .hasMessageFindingMatch("KeyboardInterrupt|given up before it had begun");
        assertThat(python().isStuck()).isFalse();
        assertThat(python().call("builtins:abs", -1)).isEqualTo(1L);
        python().exec("import gc; gc.collect()");
    }

    @Test
    void noImportLockIsLeftTaken() {
        python().exec("""
                import sys
                def import_again_and_again():
                    while True:
                        for name in 'wave', 'colorsys', 'this_is_no_module':
                            sys.modules.pop(name, None)
                            try:
                                __import__(name)
                            except ImportError:
                                pass
                """);
        for (int i = 0; i < 20; i++) {
            timeoutOf(() -> soon().exec("import_again_and_again()"));
            // Another thread than the one that was interrupted.
            Background.run(() -> python().exec(
                                    "for name in 'wave', 'colorsys': sys.modules.pop(name, None); __import__(name)"))
                    .join();
        }
    }

    @Test
    void theTracebackSaysWhereItWas() {
        assertThat(timeoutOf(() -> later().exec("def forever():\n    while True: pass\nforever()")))
                .cause()
                .hasMessageContaining("in forever");
    }

    @Test
    void whatReturnsInsteadHasMissedItsDeadlineAllTheSame() {
        CallTimeoutException timeout =
                timeoutOf(() -> later().exec("try:\n    while True: pass\nexcept KeyboardInterrupt: caught = True"));
        assertThat(timeout.isStuck()).isFalse();
        assertThat(timeout).hasNoCause();
        assertThat(valueOf(python(), "caught")).isEqualTo(true);
    }

    @Test
    void codeThatDoesNotReactGoesOnAndTheInterpreterRefusesCallsUntilItHasEnded() throws Exception {
        MessageQueue queue = queueIn(python(), "queue");
        CallTimeoutException timeout = timeoutOf(() -> inVain().exec("""
                while True:
                    try:
                        queue.get()
                        break
                    except KeyboardInterrupt: pass
                """));
        assertThat(timeout.isStuck()).isTrue();
        assertThat(timeout).hasMessageContaining("does not react to interrupts");
        assertThat(python().isStuck()).isTrue();
        assertThatThrownBy(() -> python().exec("pass"))
                .isInstanceOf(InterpreterException.class)
                .hasMessageContaining("stuck");
        assertThatThrownBy(() -> python().call("builtins:abs", 1)).hasMessageContaining("stuck");
        queue.put("go on");
        Await.until("the call has ended", () -> !python().isStuck());
        assertThat(python().call("builtins:abs", -1)).isEqualTo(1L);
        queue.close();
    }

    @Test
    void anInterpreterThatIsStuckCanBeClosed() {
        assertThat(timeoutOf(() -> inVain().exec("""
                        import time
                        def stubborn():
                            end = time.monotonic() + 1
                            while time.monotonic() < end:
                                try:
                                    time.sleep(1)
                                except KeyboardInterrupt: pass
                        stubborn()
                        """)).isStuck()).isTrue();
        python().close();
        Await.until("the call has ended", () -> !python().isStuck());
    }

    @Test
    void anInterruptOfTheCallerInterruptsTheCall() throws Exception {
        MessageQueue ready = queueIn(python(), "ready");
        Background<Boolean> caller = Background.call(() -> {
            assertThatThrownBy(() -> python().within(AMPLE).exec("ready.put(1)\nwhile True: pass"))
                    .hasMessageContaining("KeyboardInterrupt");
            return Thread.interrupted();
        });
        assertThat(ready.get()).isEqualTo(1L);
        caller.thread().interrupt();
        assertThat(caller.join()).isTrue();
        python().exec("pass");
        ready.close();
    }

    @Test
    void virtualThreadsHaveDeadlinesToo() {
        Background<Object> caller = Background.callVirtual(() -> timeoutOf(() -> soon().exec("while True: pass")));
        assertThat(caller.join()).isInstanceOf(CallTimeoutException.class);
    }

    @Test
    void aDeadlineOfOneCallDisturbsNoOther() throws Exception {
        MessageQueue queue = queueIn(python(), "queue");
        Background<Object> other = Background.run(() -> python().exec("queue.get()"));
        other.awaitBlocked();
        assertThat(timeoutOf(() -> soon().exec("while True: pass")).isStuck()).isFalse();
        queue.put("go on");
        other.join();
        queue.close();
    }

    /** Some end in time, some do not; whatever runs afterwards is not hit. */
    @Test
    void deadlinesUnderLoadHitOnlyTheirOwnCalls() {
        List<Background<Integer>> callers = new ArrayList<>();
        for (int n = 0; n < 4; n++) {
            callers.add(Background.call(this::manyCalls));
        }
        int timeouts = callers.stream().mapToInt(Background::join).sum();
        assertThat(timeouts).isPositive();
        python().exec("for _ in range(1000): pass");
        assertThat(python().isStuck()).isFalse();
    }

    private int manyCalls() {
        int timeouts = 0;
        for (int i = 0; i < 60; i++) {
            try {
                python().within(Duration.ofMillis(5))
                        .withGrace(AMPLE)
                        .exec("for _ in range(" + (i % 4) * 100_000 + "): pass");
            } catch (CallTimeoutException e) {
                assertThat(e.isStuck()).isFalse();
                timeouts++;
            }
            python().exec("for _ in range(100): pass");
        }
        return timeouts;
    }

    @Test
    void pythonCodeSetsDeadlinesToo() {
        everywhere("""
                interp = interpreters.create()
                assert interp.within(30).call(abs, -1) == 1
                interp.within(30).exec('x = 1')
                for source in 'while True: pass', 'import time; time.sleep(1000)':
                    late = raises(TimeoutError, interp.within(0.03, grace=30).exec, source)
                    assert 'had not ended after 0.03 seconds' in str(late), late
                raises(TimeoutError, interp.within(0, grace=30).call, time.sleep, 1000)
                assert isinstance(raises(ExecutionFailed, interp.within(30).exec, '1/0').__cause__, ZeroDivisionError)
                raises(ValueError, interp.within, -1)
                raises(ValueError, interp.within, float('nan'))
                raises(TypeError, interp.within, 'soon')
                raises(ValueError, lambda: interp.within(1, grace=-1))
                assert interp.call(abs, -1) == 1
                assert repr(interp.within(1)) == f'Interpreter({interp.id}).within(1)'
                """);
    }

    @Test
    void functionsWhoseWaitsAreJavasLookLikeBuiltInOnes() {
        everywhere("""
                import copy, inspect, pickle, select
                class Clock:
                    sleep, select = time.sleep, select.select
                Clock().sleep(0.011)
                assert Clock().select([], [], [], 0.011) == ([], [], [])
                for function in time.sleep, select.select:
                    assert copy.copy(function) is function
                    assert pickle.loads(pickle.dumps(function)) is function
                assert time.sleep.__module__ == 'time' and time.sleep.__name__ == 'sleep' and time.sleep.__doc__
                assert str(inspect.signature(time.sleep)) == '(seconds, /)'
                raises(TypeError, time.sleep, 'long')
                raises(ValueError, time.sleep, -1)
                raises(ValueError, time.sleep, float('nan'))
                raises(OverflowError, time.sleep, 1e300)
                assert interpreters.create().call(time.sleep, 0.011) is None
                """);
    }

    @Test
    void waitsGoOnInAnEngineThatIsOpenedAgain() {
        String wait = "import select; select.select([], [], [], 0.011)";
        interpreters().main().exec(wait);
        reopen().main().exec(wait);
    }

    @Test
    void pythonCodeInterruptsInterpreters() {
        everywhere("""
                import threading
                interp, ready = interpreters.create(), interpreters.create_queue()
                interp.prepare_main(ready=ready)
                for source in 'import time; time.sleep(1000)', 'while True: pass':
                    failures = []
                    def run():
                        failures.append(raises(ExecutionFailed, interp.exec, 'ready.put(1)\\n' + source))
                    thread = threading.Thread(target=run)
                    thread.start()
                    ready.get()
                    interp.interrupt()
                    thread.join()
                    assert isinstance(failures[0].__cause__, KeyboardInterrupt)
                """);
    }

    @Test
    void anInterruptOfTheCallingInterpreterEndsItsTimedCallAndThenItself() throws Exception {
        MessageQueue ready = queueIn(python(), "ready");
        python().exec("""
                from concurrent import interpreters
                inner = interpreters.create()
                inner.prepare_main(ready=ready)
                """);
        for (int i = 0; i < 10; i++) {
            Background<Object> caller =
                    Background.run(() -> python().exec("inner.within(1000).exec('ready.put(1)\\nwhile True: pass')"));
            assertThat(ready.get()).isEqualTo(1L);
            python().interrupt();
            assertThat(caller.failure()).hasMessageContaining("KeyboardInterrupt");
            python().exec("assert inner.call(abs, -1) == 1");
        }
        python().exec("del inner, ready");
    }
}
