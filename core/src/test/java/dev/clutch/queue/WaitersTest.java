package dev.clutch.queue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Threads of one interpreter that wait for each other. */
class WaitersTest {
    private final Waiters waiters = new Waiters();

    @Test
    void aWakeThatCameFirstIsNotLost() throws Exception {
        long id = waiters.open(1);
        assertThat(waiters.wake(id)).isTrue();
        assertThat(waiters.await(id, Timeout.FOREVER)).isTrue();
    }

    @Test
    void eachIsWokenOnce() {
        long id = waiters.open(1);
        assertThat(waiters.wake(id)).isTrue();
        assertThat(waiters.wake(id)).isFalse();
    }

    @Test
    void awaitReturnsFalseWhenTheTimeIsUp() throws Exception {
        assertThat(waiters.await(waiters.open(1), Timeout.NONE)).isFalse();
    }

    @Test
    void theEndOfAnInterpreterClosesItsWaiters() {
        waiters.open(1);
        long other = waiters.open(2);
        waiters.interpreterEnded(1);
        assertThat(waiters.size()).isEqualTo(1);
        waiters.close(other);
        assertThat(waiters.size()).isZero();
        assertThat(waiters.wake(other)).isFalse();
    }
}
