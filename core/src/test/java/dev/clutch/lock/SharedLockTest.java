package dev.clutch.lock;

import static dev.clutch.Running.waiting;
import static dev.clutch.lock.Fixture.ALICE;
import static dev.clutch.lock.Fixture.BOB;
import static dev.clutch.lock.Fixture.SHORT;
import static dev.clutch.lock.Fixture.alice;
import static dev.clutch.lock.Fixture.assertReason;
import static dev.clutch.lock.Fixture.assertRefused;
import static dev.clutch.lock.Fixture.bob;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clutch.Running;
import dev.clutch.error.SharedException.Reason;
import dev.clutch.queue.MessageQueue;
import dev.clutch.queue.Timeout;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Locks as interpreters and Java code use them. */
@org.junit.jupiter.api.Timeout(value = 60, unit = TimeUnit.SECONDS)
@SuppressWarnings("LockNotBeforeTry") // a lock that is left behind fails the test anyway
class SharedLockTest {
    private final Fixture fixture = new Fixture();
    private final SharedLock lock = fixture.locks.createLock();
    private final SharedLock reentrant = fixture.locks.createReentrantLock();

    @ParameterizedTest
    @MethodSource("dev.clutch.Running#bothKindsOfThread")
    void whoWaitsGetsItWhenItIsReleased(ThreadFactory threads) throws Exception {
        lock.lock();
        Running<Long> waiter = waiting(threads, () -> {
            lock.lock();
            return lock.holder();
        });
        assertThat(lock.statistics()).containsEntry("waiters", 1);
        lock.unlock();
        assertThat(waiter.result()).isEqualTo(MessageQueue.JAVA);
        assertThat(lock.statistics()).containsEntry("acquisitions", 2L).containsEntry("waits", 1L);
    }

    @Test
    void anyoneMayReleaseAPlainLock() throws Exception {
        lock.acquire(alice(), Timeout.FOREVER);
        lock.release(bob());
        assertThat(lock.isLocked()).isFalse();
        assertRefused(Reason.NOT_HELD, () -> lock.release(bob()));
    }

    @Test
    void aPlainLockIsNotTakenTwice() throws Exception {
        assertThat(lock.acquire(alice(), Timeout.NONE)).isTrue();
        assertThat(lock.acquire(alice(), Timeout.NONE)).isFalse();
        assertThat(lock.acquire(alice(), SHORT)).isFalse();
        assertThat(lock.acquireNow(alice())).isFalse();
        assertThat(lock.statistics()).containsEntry("waiters", 0);
    }

    @Test
    void aReentrantLockBelongsToAThreadInAnInterpreter() throws Exception {
        assertThat(reentrant.acquire(alice(), Timeout.FOREVER)).isTrue();
        assertThat(reentrant.acquireNow(alice())).isTrue();
        assertThat(reentrant.depth(alice())).isEqualTo(2);
        assertThat(reentrant.depth(bob())).isZero();
        assertRefused(Reason.NOT_HELD, () -> reentrant.release(bob()));
        assertThat(waiting(() -> reentrant.acquire(alice(), SHORT)).result()).isFalse();
        reentrant.release(alice());
        assertThat(reentrant.isLocked()).isTrue();
        reentrant.release(alice());
        assertThat(reentrant.isLocked()).isFalse();
    }

    @Test
    void waitingForOneselfInAnotherInterpreterIsRefused() throws Exception {
        reentrant.acquire(alice(), Timeout.FOREVER);
        assertRefused(Reason.DEADLOCK, () -> reentrant.acquire(bob(), Timeout.FOREVER));
        assertThat(reentrant.acquire(bob(), SHORT)).isFalse();
    }

    @Test
    void anInterruptEndsTheWaitAndLosesNothing() throws Exception {
        lock.lock();
        Running<Boolean> waiter = waiting(() -> lock.acquire(alice(), Timeout.FOREVER));
        Running<Boolean> next = waiting(() -> lock.acquire(bob(), Timeout.FOREVER));
        waiter.thread().interrupt();
        assertThat(waiter.failure()).isInstanceOf(InterruptedException.class);
        lock.unlock();
        assertThat(next.result()).isTrue();
        assertThat(lock.holder()).isEqualTo(BOB);
    }

    @Test
    void aReleaseThatMeetsAnInterruptWakesTheNext() throws Exception {
        for (int i = 0; i < 200; i++) {
            lock.lock();
            Running<Boolean> first = waiting(() -> lock.acquire(alice(), Timeout.FOREVER));
            Running<Boolean> second = waiting(() -> lock.acquire(bob(), Timeout.FOREVER));
            Thread interrupter = Running.daemon(first.thread()::interrupt);
            interrupter.start();
            lock.unlock();
            interrupter.join();
            try {
                first.task().get();
                lock.release(alice());
            } catch (java.util.concurrent.ExecutionException interrupted) {
                assertThat(interrupted).hasCauseInstanceOf(InterruptedException.class);
            }
            assertThat(second.result()).isTrue();
            lock.release(bob());
        }
    }

    @Test
    void lockIsNotEndedByAnInterrupt() throws Exception {
        lock.lock();
        Running<Boolean> waiter = waiting(() -> {
            lock.lock();
            return Thread.currentThread().isInterrupted();
        });
        waiter.thread().interrupt();
        lock.unlock();
        assertThat(waiter.result()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void allWhoWaitLearnThatTheHoldersInterpreterEnded(boolean isReentrant) throws Exception {
        SharedLock held = isReentrant ? reentrant : lock;
        Thread holder = Running.daemon(() -> held.acquireNow(alice()));
        holder.start();
        holder.join();
        Running<Boolean> one = waiting(() -> held.acquire(bob(), Timeout.FOREVER));
        Running<Boolean> two = waiting(() -> held.tryLock(1, TimeUnit.DAYS));
        fixture.objects.interpreterEnded(ALICE);
        assertReason(Reason.ABANDONED, one.failure());
        assertReason(Reason.ABANDONED, two.failure());
        assertRefused(Reason.ABANDONED, () -> held.acquire(bob(), Timeout.NONE));
        assertRefused(Reason.ABANDONED, () -> held.release(bob()));
        assertThat(held.statistics()).containsEntry("abandoned", true).containsEntry("holder", null);
    }

    @Test
    void oneOfThemTakesAnAbandonedLockOver() throws Exception {
        lock.acquire(alice(), Timeout.FOREVER);
        assertThat(lock.recover(bob())).isFalse();
        fixture.objects.interpreterEnded(ALICE);
        assertThat(lock.recover(bob())).isTrue();
        assertThat(lock.recover(bob())).isFalse();
        assertThat(lock.holder()).isEqualTo(BOB);
        Running<Boolean> waiter = waiting(() -> lock.acquire(bob(), Timeout.FOREVER));
        lock.release(bob());
        assertThat(waiter.result()).isTrue();
    }

    @Test
    void whatAnotherInterpreterHoldsIsNotAbandoned() throws Exception {
        lock.acquire(alice(), Timeout.FOREVER);
        fixture.objects.interpreterEnded(BOB);
        lock.release(alice());
        fixture.objects.interpreterEnded(ALICE);
        assertThat(lock.tryLock()).isTrue();
    }

    @Test
    void aLockThatNobodyRefersToIsGone() throws Exception {
        lock.lock();
        Running<Boolean> waiter = waiting(() -> lock.acquire(alice(), Timeout.FOREVER));
        fixture.objects.addReference(lock.id(), ALICE);
        lock.close();
        lock.close();
        assertThat(fixture.objects.find(lock.id())).isSameAs(lock);
        fixture.objects.dropReference(lock.id(), ALICE);
        assertReason(Reason.NOT_FOUND, waiter.failure());
        assertRefused(Reason.NOT_FOUND, lock::lock);
        assertRefused(Reason.NOT_FOUND, () -> fixture.objects.find(lock.id()));
        assertThat(fixture.objects.list()).containsExactly(reentrant);
    }

    /** One thread would take and release the lock for ever, if it could overtake those in line for ever. */
    @Test
    void nobodyStarves() throws Exception {
        List<Running<Boolean>> waiters = new ArrayList<>();
        lock.lock();
        for (int i = 0; i < 4; i++) {
            waiters.add(waiting(() -> {
                lock.lock();
                lock.unlock();
                return true;
            }));
        }
        while (!waiters.stream().allMatch(waiter -> waiter.task().isDone())) {
            lock.unlock();
            lock.lock();
        }
        assertThat(lock.statistics()).containsEntry("waiters", 0);
    }

    @ParameterizedTest
    @MethodSource("dev.clutch.Running#bothKindsOfThread")
    void onlyOneIsInside(ThreadFactory threads) throws Exception {
        AtomicInteger inside = new AtomicInteger();
        List<Thread> all = new ArrayList<>();
        List<Throwable> failures = java.util.Collections.synchronizedList(new ArrayList<>());
        int[] count = {0};
        for (int i = 0; i < 6; i++) {
            Thread thread = threads.newThread(() -> {
                for (int n = 0; n < 2_000; n++) {
                    reentrant.lock();
                    if (inside.incrementAndGet() != 1) {
                        failures.add(new AssertionError("two are inside"));
                    }
                    count[0]++;
                    inside.decrementAndGet();
                    reentrant.unlock();
                }
            });
            thread.start();
            all.add(thread);
        }
        for (Thread thread : all) {
            thread.join();
        }
        assertThat(failures).isEmpty();
        assertThat(count[0]).isEqualTo(12_000);
    }
}
