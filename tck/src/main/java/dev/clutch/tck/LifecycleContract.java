package dev.clutch.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clutch.Interpreter;
import dev.clutch.Interpreters;
import dev.clutch.config.InterpreterConfig;
import dev.clutch.error.ClutchException;
import dev.clutch.error.InterpreterClosedException;
import dev.clutch.error.InterpreterException;
import dev.clutch.error.InterpreterNotFoundException;
import dev.clutch.error.QueueException;
import dev.clutch.queue.MessageQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Making interpreters and closing them while nothing else goes on in them. */
public abstract class LifecycleContract extends EngineContract {

    /** For subclasses. */
    protected LifecycleContract() {}

    @Test
    void aNewInterpreterIsListedUntilItIsClosed() {
        Interpreter made = interpreters().create();
        assertThat(interpreters().list()).startsWith(interpreters().main()).endsWith(python(), made);
        assertThat(interpreters().find(made.id())).isSameAs(made);
        made.close();
        assertThat(interpreters().list()).contains(python()).doesNotContain(made);
        assertThatThrownBy(() -> interpreters().find(made.id()))
                .isInstanceOf(InterpreterNotFoundException.class)
                .hasMessageContaining(Long.toString(made.id()));
    }

    @Test
    void idsGrowAndAreNeverUsedAgain() {
        Set<Long> met = new TreeSet<>();
        for (int i = 0; i < 10; i++) {
            try (Interpreter made = interpreters().create()) {
                assertThat(met.add(made.id())).isTrue();
                assertThat(met).last().isEqualTo(made.id());
            }
        }
    }

    @Test
    void theMainInterpreterHasIdZeroAndIsAlwaysRunning() {
        assertThat(interpreters().main().id()).isZero();
        assertThat(interpreters().main().isRunning()).isTrue();
        assertThat(evaluate(interpreters().main(), "1 + 1")).isEqualTo(2L);
    }

    @Test
    void theMainInterpreterCannotBeClosed() {
        assertThatThrownBy(() -> interpreters().main().close())
                .isInstanceOf(InterpreterException.class)
                .hasMessageContaining("main");
        assertThat(evaluate(interpreters().main(), "1 + 1")).isEqualTo(2L);
    }

    @Test
    void anInterpreterRunsWhileCodeRunsInIt() throws Exception {
        try (MessageQueue queue = queueIn(python(), "queue")) {
            assertThat(python().isRunning()).isFalse();
            Background<Object> running = Background.run(() -> python().exec("queue.get()"));
            Await.until("it runs", python()::isRunning);
            queue.put("go on");
            running.join();
            assertThat(python().isRunning()).isFalse();
        }
    }

    @Test
    void closingTwiceIsHarmless() {
        Interpreter made = interpreters().create();
        made.close();
        assertThatCode(made::close).doesNotThrowAnyException();
    }

    @Test
    void aClosedInterpreterRefusesWorkByItsId() {
        Interpreter made = interpreters().create();
        made.close();
        List<Runnable> works = List.of(
                () -> made.exec("pass"),
                () -> made.call("len", ""),
                () -> made.function("len"),
                () -> made.prepareMain(Map.of("x", 1)));
        for (Runnable work : works) {
            assertThatThrownBy(work::run)
                    .isInstanceOf(InterpreterClosedException.class)
                    .hasMessageContaining("interpreter " + made.id() + " is closed");
        }
        assertThatCode(made::interrupt).doesNotThrowAnyException();
        assertThat(made.isRunning()).isFalse();
    }

    @Test
    void aThreadThatUsedAnInterpreterIsRefusedAfterItsEndToo() {
        Interpreter made = interpreters().create();
        CountDownLatch used = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        Background<Object> user = Background.run(() -> {
            made.exec("x = 1");
            used.countDown();
            closed.await();
            made.exec("x = 2");
        });
        Await.until("it was used", () -> used.getCount() == 0);
        made.close();
        closed.countDown();
        assertThat(user.failure()).isInstanceOf(InterpreterClosedException.class);
    }

    @Test
    void anInterpreterMayBeClosedByAnotherThreadThanItsMaker() {
        Interpreter made = Background.call(interpreters()::create).join();
        made.exec("x = 1");
        Background.run(made::close).join();
        assertThat(interpreters().list()).doesNotContain(made);
    }

    @Test
    void virtualThreadsMayMakeAndCloseInterpreters() {
        Interpreter made = Background.callVirtual(() -> {
                    Interpreter interpreter = interpreters().create();
                    interpreter.exec("x = 1");
                    return interpreter;
                })
                .join();
        assertThat(valueOf(made, "x")).isEqualTo(1L);
        Background.callVirtual(() -> {
                    made.close();
                    return true;
                })
                .join();
        assertThat(interpreters().list()).doesNotContain(made);
    }

    @Test
    void manyMayBeMadeAndClosedInParallel() {
        CountDownLatch start = new CountDownLatch(1);
        List<Background<Object>> makers = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            makers.add(Background.run(() -> {
                start.await();
                for (int n = 0; n < 3; n++) {
                    try (Interpreter made = interpreters().create()) {
                        made.exec("import json, threading; x = json.dumps([1])");
                    }
                }
            }));
        }
        start.countDown();
        makers.forEach(Background::join);
        assertThat(interpreters().list()).endsWith(python());
    }

    @Test
    void exitHandlersRunAtTheEnd() {
        try (MessageQueue queue = interpreters().createQueue()) {
            Interpreter made = interpreters().create();
            made.prepareMain(Map.of("queue", queue));
            made.exec("import atexit; atexit.register(queue.put, 'bye')");
            made.close();
            assertThat(queue.size()).isEqualTo(1);
        }
    }

    @Test
    void anExitHandlerThatFailsDoesNotKeepTheInterpreterOpen() {
        Interpreter made = interpreters().create();
        made.exec("""
                import atexit, io, sys
                sys.stderr = io.StringIO()
                atexit.register(lambda: 1 / 0)
                """);
        made.close();
        assertThat(interpreters().list()).doesNotContain(made);
    }

    @Test
    void objectsWithFinalizersMayUseQueuesAtTheEnd() {
        try (MessageQueue queue = interpreters().createQueue()) {
            Interpreter made = interpreters().create();
            made.prepareMain(Map.of("queue", queue));
            made.exec("""
                    class Last:
                        def __del__(self, put=queue.put):
                            put('deleted')
                    import sys
                    sys.last = last = Last()
                    cycle = [last]; cycle.append(cycle)
                    """);
            made.close();
            assertThat(interpreters().list()).doesNotContain(made);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import sys; sys.exit = None; del sys.modules['threading']",
                "import sys; sys.modules.clear()",
                "import builtins; builtins.__import__ = None",
                "import sys; sys.stdout = sys.stderr = None",
                "import gc; gc.set_threshold(0); gc.freeze()",
                "def f(): yield from f()\nx = f()"
            })
    void whateverCodeHasDoneTheInterpreterCanBeClosed(String source) {
        Interpreter made = interpreters().create();
        made.exec("import threading\n" + source);
        assertThatCode(made::close).doesNotThrowAnyException();
    }

    @Test
    void anInterpreterThatPythonMadeEndsWithTheOneThatHoldsIt() {
        Interpreter made = interpreters().create();
        made.exec("from concurrent import interpreters; inner = interpreters.create()");
        Interpreter inner = interpreters().list().getLast();
        assertThat(inner).isNotSameAs(made);
        made.close();
        assertThat(interpreters().list()).contains(python()).doesNotContain(made, inner);
    }

    @Test
    void theEngineMayBeClosedAndOpenedAgain() throws Exception {
        interpreters().main().exec("survivor = 1");
        long last = python().id();
        for (int i = 0; i < 3; i++) {
            Interpreters again = reopen();
            assertThat(python().id()).isGreaterThan(last);
            last = python().id();
            assertThat(valueOf(again.main(), "survivor")).isEqualTo(1L);
            try (MessageQueue queue = queueIn(again.main(), "queue")) {
                again.main().exec("queue.put(1)");
                assertThat(queue.get()).isEqualTo(1L);
                assertThat(evaluate("[i.id for i in __import__('concurrent.interpreters').interpreters.list_all()]"))
                        .isEqualTo(List.of(0L, python().id()));
            }
        }
        interpreters().main().exec("del survivor, queue");
    }

    @Test
    void aClosedEngineRefusesEverything() {
        Interpreters closed = interpreters();
        Interpreter main = closed.main();
        MessageQueue queue = closed.createQueue();
        Interpreter old = python();
        reopen();
        assertThat(closed.list()).containsExactly(main);
        assertThatThrownBy(() -> old.exec("pass")).isInstanceOf(InterpreterClosedException.class);
        assertThatThrownBy(queue::get).isInstanceOf(QueueException.class);
        assertThatThrownBy(closed::create).isInstanceOf(ClutchException.class);
        assertThatThrownBy(() -> main.exec("pass")).isInstanceOf(ClutchException.class);
        assertThatThrownBy(closed::createQueue).isInstanceOf(ClutchException.class);
        assertThatCode(closed::close).doesNotThrowAnyException();
        assertThat(evaluate("1 + 1")).isEqualTo(2L);
        assertThat(evaluate(interpreters().main(), "1 + 1")).isEqualTo(2L);
    }

    @Test
    void configurationsThatPythonWouldDieOfAreRefused() {
        assertThatThrownBy(
                        () -> new InterpreterConfig(false, true, true, true, true, false, dev.clutch.config.Gil.SHARED))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
