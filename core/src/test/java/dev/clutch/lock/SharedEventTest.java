package dev.clutch.lock;

import static dev.clutch.Running.waiting;
import static dev.clutch.lock.Fixture.SHORT;
import static dev.clutch.lock.Fixture.assertReason;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clutch.Running;
import dev.clutch.error.SharedException.Reason;
import dev.clutch.queue.Timeout;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@org.junit.jupiter.api.Timeout(value = 60, unit = TimeUnit.SECONDS)
class SharedEventTest {
    private final Fixture fixture = new Fixture();
    private final SharedEvent event = fixture.locks.createEvent();

    @ParameterizedTest
    @MethodSource("dev.clutch.Running#bothKindsOfThread")
    void setWakesAllEvenIfItIsClearedAtOnce(ThreadFactory threads) throws Exception {
        Running<Boolean> one = waiting(threads, () -> event.await(Timeout.FOREVER));
        Running<Boolean> two = waiting(threads, () -> event.await(Timeout.FOREVER));
        event.set();
        event.clear();
        assertThat(one.result()).isTrue();
        assertThat(two.result()).isTrue();
        assertThat(event.isSet()).isFalse();
        assertThat(event.statistics()).containsEntry("sets", 1L).containsEntry("waiters", 0L);
    }

    @Test
    void waitsMayTakeTooLongOrBeInterrupted() throws Exception {
        assertThat(event.await(SHORT)).isFalse();
        Running<Boolean> waiter = waiting(() -> event.await(Timeout.FOREVER));
        waiter.thread().interrupt();
        assertThat(waiter.failure()).isInstanceOf(InterruptedException.class);
        event.set();
        assertThat(event.await(Timeout.NONE)).isTrue();
    }

    @Test
    void whoWaitsLearnsThatItIsGone() throws Exception {
        Running<Boolean> waiter = waiting(() -> event.await(Timeout.FOREVER));
        fixture.objects.close();
        assertReason(Reason.NOT_FOUND, waiter.failure());
    }
}
