package dev.clutch.tck;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clutch.Interpreter;
import dev.clutch.channel.Channel;
import dev.clutch.lock.SharedCondition;
import dev.clutch.lock.SharedLock;
import dev.clutch.lock.SharedSemaphore;
import dev.clutch.queue.MessageQueue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Two interpreters, a platform thread and a virtual one want the same thing again and again, of which there is never
 * enough. While one waits, no other is served twice.
 */
public abstract class FairnessContract extends EngineContract {
    private static final int ROUNDS = 25;

    private final List<Background<Object>> parties = new ArrayList<>();
    private final List<Interpreter> made = new ArrayList<>();
    private @Nullable MessageQueue served;

    /** For subclasses. */
    protected FairnessContract() {}

    /** Takes, waiting for it. */
    @FunctionalInterface
    private interface Wait {
        void run() throws InterruptedException;
    }

    @Test
    void thoseWhoGetFromAQueueTakeTurns() throws Exception {
        MessageQueue queue = interpreters().createQueue();
        start(queue, "it.get()", queue::get);
        assertTurns(() -> queue.put("item"));
        queue.close();
    }

    @Test
    void thoseWhoPutIntoABoundedQueueTakeTurns() throws Exception {
        MessageQueue queue = interpreters().createQueue(1);
        queue.put("full");
        start(queue, "it.put(me)", () -> queue.put("item"));
        assertTurns(queue::get);
        queue.close();
    }

    @Test
    void thoseWhoReceiveFromAChannelTakeTurns() throws Exception {
        Channel channel = interpreters().createChannel();
        start(channel.receiver(), "it.recv()", channel.receiver()::receive);
        assertTurns(() -> channel.sender().sendNowait("item"));
        channel.close();
    }

    @Test
    void thoseWhoWantALockTakeTurns() throws Exception {
        SharedLock lock = interpreters().locks().createLock();
        lock.lock();
        start(lock, "it.acquire()", lock::lockInterruptibly);
        assertTurns(lock::unlock);
        lock.close();
    }

    @Test
    void thoseWhoWantAPermitTakeTurns() throws Exception {
        SharedSemaphore semaphore = interpreters().locks().createSemaphore(0);
        start(semaphore, "it.acquire()", semaphore::acquire);
        assertTurns(semaphore::release);
        semaphore.close();
    }

    @Test
    void thoseWhoWaitForANotificationTakeTurns() throws Exception {
        SharedLock lock = interpreters().locks().createLock();
        SharedCondition condition = lock.newCondition();
        start(condition, """
                with it:
                    it.wait()
                """, () -> holding(lock, condition::await));
        assertTurns(() -> holding(lock, condition::signal));
        condition.close();
        lock.close();
    }

    private static void holding(SharedLock lock, Wait work) throws InterruptedException {
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }

    /** Has everyone tell that he is there, and then take and tell, until he is interrupted. */
    private void start(Object it, String take, Wait javaTake) {
        String loop = """
                served.put(me)
                while True:
                %s
                    served.put(me)
                """.formatted(take.indent(4));
        served = interpreters().createQueue();
        made.clear();
        parties.clear();
        for (String name : List.of("one", "another")) {
            Interpreter interpreter = interpreters().create(config());
            interpreter.prepareMain(Map.of("it", it, "served", served, "me", name));
            made.add(interpreter);
            parties.add(Background.run(() -> interpreter.exec(loop)));
        }
        parties.add(Background.run(() -> takeAndTell("platform", javaTake)));
        parties.add(Background.callVirtual(() -> takeAndTell("virtual", javaTake)));
    }

    private Object takeAndTell(String name, Wait take) throws InterruptedException {
        served().put(name);
        while (true) {
            take.run();
            served().put(name);
        }
    }

    /** Gives one after the other, each when all wait. */
    private void assertTurns(Wait give) throws Exception {
        for (int given = 0; given < ROUNDS * parties.size(); given++) {
            awaitAll(given);
            give.run();
        }
        awaitAll(ROUNDS * parties.size());
        made.forEach(Interpreter::close);
        parties.forEach(party -> party.thread().interrupt());
        parties.forEach(Background::failure);
        List<Object> names = new ArrayList<>();
        served().asBlockingQueue().drainTo(names);
        assertNobodyTwiceWhileOneWaits(names.subList(parties.size(), names.size()), parties.size());
        served().close();
    }

    private void awaitAll(int given) {
        Await.until(
                given + " are served and all wait",
                () -> served().size() == parties.size() + given
                        && parties.stream().allMatch(party -> isWaiting(party.thread())));
    }

    private static boolean isWaiting(Thread thread) {
        return thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING;
    }

    private MessageQueue served() {
        return requireNonNull(served);
    }

    private static void assertNobodyTwiceWhileOneWaits(List<Object> served, int parties) {
        for (int i = 0; i + parties <= served.size(); i++) {
            assertThat(new HashSet<>(served.subList(i, i + parties)))
                    .as("a turn in %s", served)
                    .hasSize(parties);
        }
    }
}
