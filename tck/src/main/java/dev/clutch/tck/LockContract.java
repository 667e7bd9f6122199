package dev.clutch.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clutch.Interpreter;
import dev.clutch.error.ExecutionFailedException;
import dev.clutch.error.SharedException;
import dev.clutch.lock.SharedBarrier;
import dev.clutch.lock.SharedCondition;
import dev.clutch.lock.SharedEvent;
import dev.clutch.lock.SharedLock;
import dev.clutch.lock.SharedSemaphore;
import dev.clutch.queue.MessageQueue;
import dev.clutch.shared.Shared;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Locks and their like between interpreters, and between Python and Java. */
@SuppressWarnings("LockNotBeforeTry") // a lock that is left behind fails the test anyway
public abstract class LockContract extends PythonContract {

    /** For subclasses. */
    protected LockContract() {}

    /** In a row of failed assertions, the first is the one to be seen. */
    @AfterEach
    final void closeShared() {
        interpreters().shared().list().forEach(Shared::close);
    }

    private <T extends Shared> T known(T shared, Interpreter... to) {
        for (Interpreter interpreter : to) {
            interpreter.prepareMain(Map.of("shared", shared));
        }
        return shared;
    }

    private static void assertRaised(String type, @Nullable Throwable failure) {
        assertThat(failure)
                .isInstanceOfSatisfying(
                        ExecutionFailedException.class,
                        failed -> assertThat(failed.info().typeName()).isEqualTo(type));
    }

    private static long waiters(Shared shared) {
        return ((Number) Objects.requireNonNull(shared.statistics().get("waiters"))).longValue();
    }

    private static void awaitWaiter(Shared shared) {
        Await.until(shared + " is waited for", () -> waiters(shared) > 0);
    }

    @Test
    void theyCrossAsWhatTheyAre() {
        everywhere("""
                import clutch, copy, pickle
                echo = create()
                kinds = [clutch.Lock(), clutch.RLock(), clutch.Condition(), clutch.Condition(clutch.Lock()),
                         clutch.Semaphore(2), clutch.BoundedSemaphore(2), clutch.Event(), clutch.Barrier(2)]
                for one in kinds:
                    assert is_shareable(one) and type(one).__module__ == 'clutch'
                    assert echo.call(lambda x: x, one) is one
                    assert echo.call(lambda x: x, [one])[0] is one
                    assert pickle.loads(pickle.dumps(one)) is copy.copy(one) is copy.deepcopy(one) is one
                    assert type(one.id) is int and one.statistics()
                assert echo.call(lambda c: type(c._lock).__name__, kinds[3]) == 'Lock'
                echo.close()
                """);
    }

    @Test
    void theyAreGoneWhenNobodyRefersToThem() {
        everywhere("""
                import clutch
                other = create()
                lock = clutch.Lock()
                other.prepare_main(kept=lock)
                restore, arguments = lock.__reduce__()
                del lock
                gc.collect()
                assert restore(*arguments).acquire(timeout=0)
                other.close()
                gc.collect()
                raises(clutch.SharedNotFoundError, restore, *arguments)
                """);
    }

    @Test
    void whatIsOnItsWayStays() {
        everywhere("""
                import clutch
                def make():
                    import clutch
                    return clutch.Lock()
                other, queue = create(), create_queue()
                lock = other.call(make)
                assert lock.acquire()
                queue.put([clutch.Event()])
                queue.put(clutch.Event())
                gc.collect()
                assert not queue.get()[0].is_set() and not queue.get().is_set()
                other.call(lambda queue: queue.put(__import__('clutch').Event()), queue)
                other.close()
                assert lock.locked() is True and queue.get() is interpreters._queues.UNBOUND
                """);
    }

    @Test
    void aLockHoldsInAllInterpreters() {
        everywhere("""
                import clutch, threading
                def add(lock, counts):
                    for _ in range(500):
                        with lock:
                            counts['n'] = counts['n'] + 1
                for lock in clutch.Lock(), clutch.RLock(), clutch.Semaphore(), clutch.Condition():
                    counts = clutch.SharedDict(n=0)
                    made = [create(), create()]
                    threads = [one.call_in_thread(add, lock, counts) for one in made]
                    add(lock, counts)
                    for thread in threads:
                        thread.join()
                    assert counts['n'] == 1500, counts
                    assert lock.statistics()['waiters'] == 0
                    for one in made:
                        one.close()
                """);
    }

    @Test
    void aConditionCarriesNewsBetweenInterpreters() {
        everywhere("""
                import clutch
                def consume(condition, items, results):
                    for _ in range(100):
                        with condition:
                            assert condition.wait_for(lambda: len(items), timeout=30)
                            results.append(items.pop(0))
                            condition.notify_all()
                condition, items, results = clutch.Condition(), clutch.SharedList(), clutch.SharedList()
                other = create()
                thread = other.call_in_thread(consume, condition, items, results)
                for n in range(100):
                    with condition:
                        assert condition.wait_for(lambda: not items, timeout=30)
                        items.append(n)
                        condition.notify()
                thread.join()
                assert list(results) == list(range(100))
                other.close()
                """);
    }

    @Test
    void aBarrierActsInTheInterpreterOfTheLastOne() {
        everywhere("""
                import clutch
                results, acted = clutch.SharedList(), clutch.SharedList()
                def note():
                    acted.append(get_current().id)
                def arrive(barrier, results):
                    results.append(barrier.wait(30))
                barrier = clutch.Barrier(3, note)
                made = [create(), create()]
                threads = [one.call_in_thread(arrive, barrier, results) for one in made]
                while barrier.n_waiting < 2: time.sleep(0.001)
                assert barrier.wait(30) == 2
                for thread in threads:
                    thread.join()
                assert sorted(results) == [0, 1] and list(acted) == [get_current().id]
                assert not barrier.broken and barrier.n_waiting == 0
                for one in made:
                    one.close()
                """);
    }

    @Test
    void threadingsErrorsAreRaised() {
        everywhere("""
                import clutch, threading
                raises(RuntimeError, clutch.Lock().release)
                raises(RuntimeError, clutch.RLock().release)
                raises(RuntimeError, clutch.Condition().wait)
                raises(RuntimeError, clutch.Condition().notify)
                raises(ValueError, clutch.BoundedSemaphore().release)
                raises(ValueError, clutch.Semaphore, -1)
                raises(ValueError, clutch.Semaphore().release, 0)
                raises(ValueError, clutch.Barrier, 0)
                raises(TypeError, clutch.Condition, threading.Lock())
                assert clutch.BrokenBarrierError is threading.BrokenBarrierError
                raises(threading.BrokenBarrierError, clutch.Barrier(2).wait, 0.001)
                failing = clutch.Barrier(1, lambda: 1 / 0)
                raises(ZeroDivisionError, failing.wait)
                assert failing.broken
                """);
    }

    @Test
    void aReentrantLockThatTheThreadHoldsForAnotherInterpreterIsRefused() {
        everywhere("""
                import clutch
                lock, other = clutch.RLock(), create()
                with lock:
                    error = raises(ExecutionFailed, other.call, lock.__class__.acquire, lock)
                    assert error.excinfo.type.__name__ == 'RuntimeError'
                    assert other.call(clutch.RLock.acquire, lock, timeout=0.001) is False
                other.close()
                """);
    }

    @Test
    void javaTakesPart() throws Exception {
        SharedLock lock = known(interpreters().locks().createLock(), python());
        lock.lock();
        Background<Object> runner = Background.run(() -> python().exec("with shared: pass"));
        awaitWaiter(lock);
        lock.unlock();
        runner.join();
        python().exec("shared.acquire()");
        assertThat(lock.tryLock(1, TimeUnit.MILLISECONDS)).isFalse();
        python().exec("shared.release()");
        assertThat(lock.tryLock()).isTrue();
        assertThat(evaluate("__import__('clutch').Event()")).isInstanceOf(SharedEvent.class);
    }

    @Test
    void javaWaitsOnVirtualThreads() {
        SharedEvent event = known(interpreters().locks().createEvent(), python());
        SharedSemaphore semaphore = interpreters().locks().createSemaphore(0);
        Background<Boolean> waiter = Background.callVirtual(() -> event.await(Duration.ofSeconds(30)));
        awaitWaiter(event);
        python().exec("shared.set()");
        assertThat(waiter.join()).isTrue();
        known(semaphore, python());
        Background<Boolean> taker = Background.callVirtual(() -> semaphore.tryAcquire(Duration.ofSeconds(30)));
        awaitWaiter(semaphore);
        python().exec("shared.release()");
        assertThat(taker.join()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Lock", "RLock", "Semaphore", "BoundedSemaphore", "Condition"})
    void anInterruptNeverLeavesOneTaken(String kind) throws Exception {
        MessageQueue ready = queueIn(python(), "ready");
        for (int i = 0; i < 30; i++) {
            python().exec("import clutch; lock = clutch." + kind + "()");
            Background<Object> runner =
                    Background.run(() -> python().exec("ready.put(1)\nwhile True:\n    with lock: pass"));
            ready.get();
            python().interrupt();
            assertRaised("KeyboardInterrupt", runner.failure());
            python().exec("assert lock.acquire(timeout=0)");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lock = clutch.Lock(); lock.acquire(); lock.acquire()",
                "lock = clutch.Semaphore(0)\nlock.acquire(timeout=1000)",
                "clutch.Event().wait()",
                "clutch.Barrier(2).wait()",
                "lock = clutch.Condition()\nwith lock: lock.wait()"
            })
    void anInterruptEndsAnyWait(String source) {
        Background<Object> runner = Background.run(() -> python().exec("import clutch\n" + source));
        runner.awaitBlocked();
        python().interrupt();
        assertRaised("KeyboardInterrupt", runner.failure());
        assertThat(evaluate("1 + 1")).isEqualTo(2L);
    }

    @Test
    void anInterruptedWaitForAConditionEndsWithTheLockHeld() {
        SharedLock lock = interpreters().locks().createReentrantLock();
        try (SharedCondition condition = known(lock.newCondition(), python())) {
            Background<Object> runner = Background.run(() -> python().exec("""
                    with shared:
                        try:
                            shared.wait()
                        finally:
                            held = shared._is_owned()
                    """));
            awaitWaiter(condition);
            python().interrupt();
            assertRaised("KeyboardInterrupt", runner.failure());
            assertThat(valueOf(python(), "held")).isEqualTo(true);
            assertThat(lock.isLocked()).isFalse();
        }
    }

    @Test
    void aLockWhoseInterpreterEndedIsAbandonedForAll() {
        SharedLock lock = known(interpreters().locks().createLock(), python());
        Interpreter holder = interpreters().create();
        known(lock, holder);
        holder.exec("shared.acquire()");
        Background<Object> waiter = Background.run(() -> python().exec("with shared: pass"));
        awaitWaiter(lock);
        holder.close();
        assertRaised("LockAbandonedError", waiter.failure());
        assertThat(Background.call(lock::tryLock).failure())
                .isInstanceOfSatisfying(
                        SharedException.class, e -> assertThat(e.reason()).isEqualTo(SharedException.Reason.ABANDONED));
        python().exec("""
                assert shared.locked() and shared.recover() and not shared.recover()
                shared.release()
                with shared: pass
                """);
    }

    @Test
    void whoeverIsClosedInsideAWithBlockReleasesTheLock() {
        SharedLock lock = interpreters().locks().createLock();
        Interpreter holder = interpreters().create();
        known(lock, holder);
        Background<Object> runner = Background.run(() -> holder.exec("""
                import time
                with shared:
                    while True: time.sleep(0.001)
                """));
        Await.until("the lock is held", lock::isLocked);
        holder.close();
        assertThat(runner.failure()).isNotNull();
        assertThat(lock.tryLock()).isTrue();
    }

    @Test
    void anInterpreterCanBeClosedThatWaitsForALockOfTheCloser() {
        SharedLock lock = interpreters().locks().createReentrantLock();
        try (SharedCondition condition = lock.newCondition()) {
            Interpreter waiting = interpreters().create();
            known(condition, waiting);
            Background<Object> runner = Background.run(() -> waiting.exec("with shared: shared.wait()"));
            awaitWaiter(condition);
            lock.lock();
            waiting.close();
            lock.unlock();
            assertThat(runner.failure()).isNotNull();
            assertThat(lock.isLocked()).isFalse();
            assertThat(waiters(condition)).isZero();
        }
    }

    @Test
    void aBarrierBreaksWhenAnInterpreterEndsThatKnowsIt() {
        SharedBarrier barrier = known(interpreters().locks().createBarrier(2), python());
        Interpreter absent = interpreters().create();
        known(barrier, absent);
        Background<Object> waiter = Background.run(() -> python().exec("shared.wait()"));
        awaitWaiter(barrier);
        absent.close();
        assertRaised("BrokenBarrierError", waiter.failure());
        python().exec("assert shared.broken; shared.reset(); assert not shared.broken");
    }

    @Test
    void boundedPermitsComeBackWhenTheirInterpreterEnds() {
        SharedSemaphore semaphore = interpreters().locks().createBoundedSemaphore(2);
        Interpreter holder = interpreters().create();
        known(semaphore, holder);
        holder.exec("shared.acquire(); shared.acquire()");
        assertThat(semaphore.tryAcquire()).isFalse();
        holder.close();
        assertThat(semaphore.availablePermits()).isEqualTo(2);
    }
}
