package dev.clutch.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clutch.error.NotShareableException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that cannot cross: the error names the value and its place, and nothing is lost. */
public abstract class RefusalContract extends EngineContract {

    /** For subclasses. */
    protected RefusalContract() {}

    static Stream<Object> valuesWithNanoseconds() {
        return Stream.of(
                LocalTime.of(1, 2, 3, 4),
                LocalDateTime.of(2024, 1, 2, 3, 4, 5, 6),
                OffsetDateTime.parse("2024-01-02T03:04:05.000000006Z"),
                ZonedDateTime.parse("2024-01-02T03:04:05.000000006Z[UTC]"),
                Instant.parse("2024-01-02T03:04:05.123456789Z"),
                Duration.ofNanos(1));
    }

    @ParameterizedTest
    @MethodSource("valuesWithNanoseconds")
    void nanosecondsAreRefusedAndNotCutOff(Object value) {
        assertThatThrownBy(() -> python().call("repr", value))
                .isInstanceOf(NotShareableException.class)
                .hasMessageContaining(value.toString().replace("[UTC]", ""))
                .hasMessageContaining("nanoseconds");
    }

    static Stream<Object> valuesBeyondPythonsCalendar() {
        return Stream.of(
                LocalDate.of(10_000, 1, 1),
                LocalDate.of(0, 1, 1),
                LocalDateTime.of(-5, 1, 1, 0, 0),
                OffsetDateTime.parse("+12345-01-02T03:04:05Z"),
                Instant.MAX.minusNanos(999_999_999),
                Duration.ofDays(1_000_000_000));
    }

    @ParameterizedTest
    @MethodSource("valuesBeyondPythonsCalendar")
    void aTimeBeyondPythonsCalendarIsRefused(Object value) {
        assertThatThrownBy(() -> python().call("repr", List.of(value)))
                .isInstanceOf(NotShareableException.class)
                .hasMessageContaining("[0]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "sNaN", "Infinity", "-Infinity"})
    void aDecimalThatJavaHasNotIsRefused(String text) {
        python().exec("from decimal import Decimal\ndef decimal(text): return {'d': Decimal(text)}");
        assertThatThrownBy(() -> python().call("decimal", text))
                .isInstanceOf(NotShareableException.class)
                .hasMessageContaining(text)
                .hasMessageContaining("['d']");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "datetime(2024, 1, 1, tzinfo=timezone(timedelta(hours=23)))",
                "datetime(2024, 1, 1, tzinfo=timezone(timedelta(microseconds=1)))"
            })
    void anOffsetThatJavaHasNotIsRefused(String expression) {
        python().exec("from datetime import *\ndef moment(): return " + expression);
        assertThatThrownBy(() -> python().call("moment")).isInstanceOf(NotShareableException.class);
    }

    @Test
    void aJavaObjectIsRefusedByItsClassAndPlace() {
        Object alien = new Thread("alien");
        assertThatThrownBy(() -> python().call("len", List.of(1, Map.of("log", alien))))
                .isInstanceOf(NotShareableException.class)
                .hasMessageContaining("java.lang.Thread")
                .hasMessageContaining("[1]['log']");
        assertThatThrownBy(() -> python().call("dict", List.of(), Map.of("name", List.of(alien))))
                .isInstanceOf(NotShareableException.class)
                .hasMessageContaining("[0]");
    }

    /** {@code 1 == 1.0 == True} in Python, so only one of them could be a key there. */
    @Test
    void javaKeysThatAreOneKeyInPythonAreRefused() {
        assertThat(python().call("len", Map.of(1, "a", 2, "b"))).isEqualTo(2L);
        assertThatThrownBy(() -> python().call("len", Map.of(1, "a", true, "b", 1.0, "c")))
                .isInstanceOf(NotShareableException.class);
    }

    @Test
    void prepareMainRefusesAJavaObjectAndBindsNothing() {
        assertThatThrownBy(() -> python().prepareMain(Map.of("alien", new Thread("alien"))))
                .isInstanceOf(NotShareableException.class)
                .hasMessageContaining("['alien']");
        assertThat(evaluate("hasattr(__import__('__main__'), 'alien')")).isEqualTo(false);
    }

    @Test
    void aResultThatCannotLeaveIsNamedWithItsPlace() {
        python().exec("""
                import threading
                def lock(): return [1, {'log': threading.Lock()}]
                """);
        assertThatThrownBy(() -> python().call("lock"))
                .isInstanceOf(NotShareableException.class)
                .hasMessageContaining("lock object")
                .hasMessageContaining("[1]['log']");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "threading.Lock()",
                "(n for n in ())",
                "open(os.devnull)",
                "sys._getframe()",
                "socket.socket()",
                "Unpicklable()"
            })
    void whatCannotBeSentIsNamedWithItsPlaceAndNothingIsQueued(String expression) {
        try (var queue = queueIn(python(), "queue")) {
            python().prepareMain(Map.of("expression", expression));
            python().exec("""
                    import os, socket, sys, threading
                    from concurrent.interpreters import NotShareableError

                    class Unpicklable:
                        def __reduce__(self):
                            raise ValueError('not me')

                    value = eval(expression)
                    shown = repr(value)[:40]
                    try:
                        queue.put(('first', {'inner': [value]}))
                    except NotShareableError as error:
                        text = str(error)
                    else:
                        text = 'it was sent'
                    finally:
                        getattr(value, 'close', lambda: None)()
                    assert shown in text, (shown, text)
                    assert "[1]['inner'][0]" in text, text
                    """);
            assertThat(queue.size()).isZero();
        }
    }

    @Test
    void anErrorInReduceKeepsItsReason() {
        try (var queue = queueIn(python(), "queue")) {
            assertThat(queue.size()).isZero();
            python().exec("""
                    from concurrent.interpreters import NotShareableError

                    class Unpicklable:
                        def __reduce__(self):
                            raise ValueError('not me')

                    try:
                        queue.put(Unpicklable())
                    except NotShareableError as error:
                        assert 'not me' in str(error), error
                        assert isinstance(error.__cause__, ValueError), error.__cause__
                    """);
        }
    }

    @Test
    void anObjectThatTheReceiverCannotRebuildIsAnErrorThere() {
        try (var queue = queueIn(python(), "queue");
                var other = interpreters().create()) {
            other.prepareMain(Map.of("queue", queue));
            python().exec("""
                    import sys, types
                    module = types.ModuleType('nowhere_else')
                    exec('class Thing: pass', module.__dict__)
                    sys.modules['nowhere_else'] = module
                    queue.put(module.Thing())
                    queue.put('next')
                    """);
            other.exec("""
                    from concurrent import interpreters
                    try:
                        queue.get(timeout=30)
                    except interpreters.NotShareableError as error:
                        assert 'nowhere_else' in str(error), error
                        assert type(error.__cause__) is ModuleNotFoundError, error.__cause__
                    else:
                        assert False, 'it arrived'
                    assert queue.get(timeout=30) == 'next'
                    """);
        }
    }
}
