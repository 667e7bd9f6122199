package dev.clutch.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

@org.junit.jupiter.api.Timeout(value = 60, unit = TimeUnit.SECONDS)
class TimeoutTest {

    @org.junit.jupiter.api.Test
    void aDurationIsCountedInNanoseconds() {
        assertThat(Timeout.of(Duration.ofMillis(1)).nanos()).isEqualTo(1_000_000);
        assertThat(Timeout.of(Duration.ofNanos(1)).nanos()).isEqualTo(1);
        assertThat(Timeout.of(Duration.ZERO)).isEqualTo(Timeout.NONE);
        assertThat(Timeout.of(Duration.ofSeconds(-1)).nanos()).isNotPositive();
    }

    @org.junit.jupiter.api.Test
    void whatDoesNotFitIsForeverOrNone() {
        assertThat(Timeout.of(Duration.ofDays(365 * 300))).isEqualTo(Timeout.FOREVER);
        assertThat(Timeout.of(Duration.ofDays(-365 * 300)).nanos()).isNotPositive();
    }
}
