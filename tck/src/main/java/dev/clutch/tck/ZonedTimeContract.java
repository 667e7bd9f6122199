package dev.clutch.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.ZonedDateTime;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Times in named zones, where the clock is put forward and back; needs Python's zone data. */
public abstract class ZonedTimeContract extends EngineContract {

    /** For subclasses. */
    protected ZonedTimeContract() {}

    @BeforeEach
    final void requireZoneData() {
        python().exec("""
                import datetime
                try:
                    from zoneinfo import ZoneInfo
                    berlin = ZoneInfo('Europe/Berlin')
                except Exception:
                    berlin = None

                def describe(moment):
                    return f'{moment.isoformat()} {moment.tzinfo} fold={moment.fold}'

                def same(moment):
                    return moment

                def moment(text, fold):
                    return datetime.datetime.fromisoformat(text).replace(tzinfo=berlin, fold=fold)
                """);
        assumeTrue(Boolean.TRUE.equals(evaluate("__import__('__main__').berlin is not None")), "no zone data");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-01-02T03:04:05+01:00[Europe/Berlin]",
                "2024-07-02T03:04:05+02:00[Europe/Berlin]",
                "2024-10-27T02:30:00+02:00[Europe/Berlin]",
                "2024-10-27T02:30:00+01:00[Europe/Berlin]"
            })
    void aJavaTimeGoesThereAndBack(String text) {
        ZonedDateTime moment = ZonedDateTime.parse(text);
        assertThat(python().call("same", moment)).isEqualTo(moment);
    }

    @Test
    void theSecondOfTwoEqualTimesHasFoldOne() {
        assertThat(python().call("describe", ZonedDateTime.parse("2024-10-27T02:30:00+02:00[Europe/Berlin]")))
                .isEqualTo("2024-10-27T02:30:00+02:00 Europe/Berlin fold=0");
        assertThat(python().call("describe", ZonedDateTime.parse("2024-10-27T02:30:00+01:00[Europe/Berlin]")))
                .isEqualTo("2024-10-27T02:30:00+01:00 Europe/Berlin fold=1");
    }

    /** Also a time that no clock shows, 02:30 when the clock is put forward at 02:00. */
    @ParameterizedTest
    @ValueSource(strings = {"2024-01-02T03:04:05", "2024-10-27T02:30:00", "2024-03-31T02:30:00"})
    void aPythonTimeArrivesInAnotherInterpreterAsItWas(String text) {
        try (var queue = queueIn(python(), "queue");
                var other = interpreters().create()) {
            other.prepareMain(Map.of("queue", queue));
            python().prepareMain(Map.of("text", text));
            python().exec("""
                    for fold in (0, 1):
                        queue.put((describe(moment(text, fold)), moment(text, fold)))
                    """);
            other.exec("""
                    for _ in range(2):
                        expected, got = queue.get(timeout=30)
                        found = f'{got.isoformat()} {got.tzinfo} fold={got.fold}'
                        assert found == expected, (found, expected)
                    """);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "datetime.time(1, 2, tzinfo=datetime.timezone.utc)",
                "datetime.time(1, 2, fold=1)",
                "datetime.datetime(2024, 1, 1, fold=1)",
                "datetime.datetime(2024, 1, 1, tzinfo=datetime.timezone(datetime.timedelta(hours=1), 'CET'))",
                "datetime.datetime(2024, 1, 1, fold=1, tzinfo=datetime.timezone.utc)"
            })
    void whatOnlyPythonHasCrossesBetweenInterpreters(String expression) {
        try (var queue = queueIn(python(), "queue");
                var other = interpreters().create()) {
            other.prepareMain(Map.of("queue", queue));
            python().exec("value = " + expression + "\nqueue.put((repr(value), value.fold, value))");
            other.exec("""
                    text, fold, value = queue.get(timeout=30)
                    assert repr(value) == text and value.fold == fold, (text, value)
                    """);
        }
    }
}
