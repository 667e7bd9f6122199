package dev.clutch.lock;

import static dev.clutch.Running.waiting;
import static dev.clutch.lock.Fixture.ALICE;
import static dev.clutch.lock.Fixture.BOB;
import static dev.clutch.lock.Fixture.SHORT;
import static dev.clutch.lock.Fixture.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clutch.Running;
import dev.clutch.error.SharedException.Reason;
import dev.clutch.queue.Timeout;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@org.junit.jupiter.api.Timeout(value = 60, unit = TimeUnit.SECONDS)
class SharedSemaphoreTest {
    private final Fixture fixture = new Fixture();
    private final SharedSemaphore semaphore = fixture.locks.createSemaphore(1);
    private final SharedSemaphore bounded = fixture.locks.createBoundedSemaphore(2);

    @ParameterizedTest
    @MethodSource("dev.clutch.Running#bothKindsOfThread")
    void manyPermitsWakeMany(ThreadFactory threads) throws Exception {
        semaphore.acquire();
        Running<Boolean> one = waiting(threads, () -> semaphore.acquire(ALICE, Timeout.FOREVER));
        Running<Boolean> two = waiting(threads, () -> semaphore.acquire(BOB, Timeout.FOREVER));
        semaphore.release(BOB, 3);
        assertThat(one.result()).isTrue();
        assertThat(two.result()).isTrue();
        assertThat(semaphore.availablePermits()).isEqualTo(1);
    }

    @Test
    void waitsMayTakeTooLongOrBeInterrupted() throws Exception {
        semaphore.acquire();
        assertThat(semaphore.tryAcquire()).isFalse();
        assertThat(semaphore.acquire(ALICE, SHORT)).isFalse();
        Running<Boolean> waiter = waiting(() -> semaphore.acquire(ALICE, Timeout.FOREVER));
        waiter.thread().interrupt();
        assertThat(waiter.failure()).isInstanceOf(InterruptedException.class);
        semaphore.release();
        assertThat(semaphore.tryAcquire()).isTrue();
    }

    @Test
    void aBoundedOneIsNotReleasedTooOften() throws Exception {
        assertRefused(Reason.TOO_MANY, bounded::release);
        bounded.acquire();
        assertRefused(Reason.TOO_MANY, () -> bounded.release(ALICE, 2));
        bounded.release(ALICE, 1);
        assertThat(bounded.availablePermits()).isEqualTo(2);
    }

    @Test
    void boundedPermitsOfAnInterpreterThatEndsComeBack() throws Exception {
        bounded.acquire(ALICE, Timeout.FOREVER);
        bounded.acquire(ALICE, Timeout.FOREVER);
        Running<Boolean> waiter = waiting(() -> bounded.acquire(BOB, Timeout.FOREVER));
        fixture.objects.interpreterEnded(ALICE);
        assertThat(waiter.result()).isTrue();
        assertThat(bounded.availablePermits()).isEqualTo(1);
    }

    @Test
    void permitsThatOthersGaveBackDoNotComeBackAgain() throws Exception {
        bounded.acquire(ALICE, Timeout.FOREVER);
        bounded.acquire(BOB, Timeout.FOREVER);
        bounded.release(BOB, 2);
        bounded.acquire();
        fixture.objects.interpreterEnded(ALICE);
        fixture.objects.interpreterEnded(BOB);
        assertThat(bounded.availablePermits()).isEqualTo(1);
    }

    @Test
    void unboundedPermitsDoNotComeBack() throws Exception {
        semaphore.acquire(ALICE, Timeout.FOREVER);
        fixture.objects.interpreterEnded(ALICE);
        assertThat(semaphore.availablePermits()).isZero();
    }

    @Test
    void wrongNumbersAreRefused() {
        assertThatThrownBy(() -> fixture.locks.createSemaphore(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> semaphore.release(ALICE, 0)).isInstanceOf(IllegalArgumentException.class);
        assertRefused(Reason.TOO_MANY, () -> semaphore.release(ALICE, Long.MAX_VALUE));
    }
}
