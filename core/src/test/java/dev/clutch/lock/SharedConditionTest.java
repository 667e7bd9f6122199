package dev.clutch.lock;

import static dev.clutch.Running.waiting;
import static dev.clutch.lock.Fixture.ALICE;
import static dev.clutch.lock.Fixture.SHORT;
import static dev.clutch.lock.Fixture.alice;
import static dev.clutch.lock.Fixture.assertReason;
import static dev.clutch.lock.Fixture.assertRefused;
import static dev.clutch.lock.Fixture.bob;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clutch.Running;
import dev.clutch.error.SharedException.Reason;
import dev.clutch.queue.Timeout;
import dev.clutch.shared.Owner;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Conditions, above all what becomes of the lock. */
@org.junit.jupiter.api.Timeout(value = 60, unit = TimeUnit.SECONDS)
@SuppressWarnings("LockNotBeforeTry") // a lock that is left behind fails the test anyway
class SharedConditionTest {
    private final Fixture fixture = new Fixture();
    private final SharedLock lock = fixture.locks.createReentrantLock();
    private final SharedCondition condition = lock.newCondition();

    private Running<Boolean> waiter(Timeout timeout) {
        return waiter(Running::daemon, timeout);
    }

    /** Waits with the lock taken twice, and returns whether it was notified. */
    private Running<Boolean> waiter(ThreadFactory threads, Timeout timeout) {
        return waiting(threads, () -> {
            Owner who = alice();
            lock.acquire(who, Timeout.FOREVER);
            lock.acquire(who, Timeout.FOREVER);
            try {
                boolean notified = condition.waitForNotification(who, timeout);
                assertThat(lock.depth(who)).isEqualTo(2);
                return notified;
            } finally {
                lock.release(who);
                lock.release(who);
            }
        });
    }

    @Test
    void whoWaitsHearsOfTheEndWithTheLockHeld() throws Exception {
        Running<Boolean> waiter = waiter(Timeout.FOREVER);
        condition.close();
        assertReason(Reason.NOT_FOUND, waiter.failure());
        assertThat(lock.isLocked()).isFalse();
    }

    private void notifyOne() {
        lock.lock();
        condition.signal();
        lock.unlock();
    }

    @ParameterizedTest
    @MethodSource("dev.clutch.Running#bothKindsOfThread")
    void whoWaitsIsWokenAndHasTheLockAsBefore(ThreadFactory threads) throws Exception {
        Running<Boolean> waiter = waiter(threads, Timeout.FOREVER);
        notifyOne();
        assertThat(waiter.result()).isTrue();
        assertThat(condition.statistics()).containsEntry("notifications", 1L).containsEntry("waiters", 0L);
    }

    @Test
    void aWaitMayTakeTooLong() throws Exception {
        assertThat(waiter(SHORT).result()).isFalse();
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    void withoutTheLockNothingIsDone() throws Exception {
        assertRefused(Reason.NOT_HELD, condition::await);
        assertRefused(Reason.NOT_HELD, condition::signal);
        lock.acquire(alice(), Timeout.FOREVER);
        assertRefused(Reason.NOT_HELD, () -> condition.notify(bob(), 1));
    }

    @Test
    void anInterruptEndsTheWaitWithTheLockHeld() throws Exception {
        Running<Boolean> waiter = waiter(Timeout.FOREVER);
        lock.lock();
        waiter.thread().interrupt();
        awaitStatistic("waiters", 1);
        lock.unlock();
        assertThat(waiter.failure()).isInstanceOf(InterruptedException.class);
        assertThat(lock.isLocked()).isFalse();
    }

    private void awaitStatistic(String name, int value) {
        while (!Integer.valueOf(value).equals(lock.statistics().get(name))) {
            LockSupport.parkNanos(100_000);
        }
    }

    @Test
    void aNotificationAfterTheInterruptIsNotLost() throws Exception {
        Running<Boolean> waiter = waiter(Timeout.FOREVER);
        lock.lock();
        waiter.thread().interrupt();
        awaitStatistic("waiters", 1);
        condition.signal();
        lock.unlock();
        assertThat(waiter.result()).isTrue();
    }

    @Test
    void aSecondInterruptEndsTheWaitWithoutTheLock() throws Exception {
        Running<Boolean> waiter = waiter(Timeout.FOREVER);
        lock.lock();
        waiter.thread().interrupt();
        awaitStatistic("waiters", 1);
        waiter.thread().interrupt();
        assertThat(waiter.failure()).isInstanceOf(InterruptedException.class);
        assertThat(lock.depth(Owner.java())).isEqualTo(1);
        lock.unlock();
        assertThat(condition.statistics()).containsEntry("waiters", 0L);
    }

    @Test
    void whoeverWaitsLearnsThatTheLockWasAbandoned() throws Exception {
        Running<Boolean> waiter = waiting(() -> {
            Owner who = bob();
            lock.acquire(who, Timeout.FOREVER);
            try {
                return condition.waitForNotification(who, Timeout.FOREVER);
            } finally {
                lock.release(who);
            }
        });
        lock.acquire(alice(), Timeout.FOREVER);
        fixture.objects.interpreterEnded(ALICE);
        assertReason(Reason.ABANDONED, waiter.failure());
        assertThat(lock.recover(alice())).isTrue();
    }

    @Test
    void theLongestWaitersAreWokenFirst() throws Exception {
        Running<Boolean> first = waiter(Timeout.FOREVER);
        Running<Boolean> second = waiter(Timeout.FOREVER);
        Running<Boolean> third = waiter(Timeout.FOREVER);
        lock.acquire(alice(), Timeout.FOREVER);
        condition.notify(alice(), 2);
        lock.release(alice());
        assertThat(first.result()).isTrue();
        assertThat(second.result()).isTrue();
        assertThat(third.task().isDone()).isFalse();
        lock.lock();
        condition.signalAll();
        lock.unlock();
        assertThat(third.result()).isTrue();
    }
}
