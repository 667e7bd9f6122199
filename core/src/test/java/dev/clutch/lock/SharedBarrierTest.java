package dev.clutch.lock;

import static dev.clutch.Running.waiting;
import static dev.clutch.lock.Fixture.ALICE;
import static dev.clutch.lock.Fixture.BOB;
import static dev.clutch.lock.Fixture.SHORT;
import static dev.clutch.lock.Fixture.assertReason;
import static dev.clutch.lock.Fixture.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clutch.Running;
import dev.clutch.error.SharedException.Reason;
import dev.clutch.message.Message;
import dev.clutch.queue.MessageQueue;
import dev.clutch.queue.Timeout;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@org.junit.jupiter.api.Timeout(value = 60, unit = TimeUnit.SECONDS)
class SharedBarrierTest {
    private final Fixture fixture = new Fixture();
    private final SharedBarrier barrier = fixture.locks.createBarrier(2);

    private Running<Integer> arriving() {
        return waiting(() -> barrier.arrive(ALICE, Timeout.FOREVER, false));
    }

    @ParameterizedTest
    @MethodSource("dev.clutch.Running#bothKindsOfThread")
    void allPassWhenTheLastArrives(ThreadFactory threads) throws Exception {
        for (int i = 0; i < 3; i++) {
            Running<Integer> first = waiting(threads, () -> barrier.await());
            assertThat(barrier.waiting()).isEqualTo(1);
            assertThat(barrier.await()).isEqualTo(1);
            assertThat(first.result()).isZero();
        }
        assertThat(barrier.statistics()).containsEntry("rounds", 3L).containsEntry("waiters", 0);
    }

    @Test
    void aWaitThatTakesTooLongBreaksIt() throws Exception {
        SharedBarrier three = fixture.locks.createBarrier(3);
        Running<Integer> other = waiting(() -> three.await());
        assertRefused(Reason.BROKEN, () -> three.arrive(BOB, SHORT, false));
        assertReason(Reason.BROKEN, other.failure());
        assertRefused(Reason.BROKEN, three::await);
        assertThat(three.isBroken()).isTrue();
    }

    @Test
    void anInterruptOnlyTakesBackOnesOwnArrival() throws Exception {
        Running<Integer> first = arriving();
        first.thread().interrupt();
        assertThat(first.failure()).isInstanceOf(InterruptedException.class);
        assertThat(barrier.waiting()).isZero();
        Running<Integer> again = arriving();
        assertThat(barrier.await()).isEqualTo(1);
        assertThat(again.result()).isZero();
    }

    @Test
    void abortBreaksItUntilItIsReset() throws Exception {
        Running<Integer> first = arriving();
        barrier.abort();
        assertReason(Reason.BROKEN, first.failure());
        barrier.reset();
        assertThat(barrier.isBroken()).isFalse();
        Running<Integer> again = arriving();
        barrier.await();
        assertThat(again.result()).isZero();
    }

    @Test
    void resetSendsThoseAwayWhoWait() throws Exception {
        Running<Integer> first = arriving();
        barrier.reset();
        assertReason(Reason.BROKEN, first.failure());
        assertThat(barrier.isBroken()).isFalse();
    }

    @Test
    void theLastOneActsBeforeAllPass() throws Exception {
        Running<Integer> first = arriving();
        assertThat(barrier.arrive(BOB, Timeout.FOREVER, true)).isEqualTo(SharedBarrier.ACTION);
        assertThat(first.task().isDone()).isFalse();
        Running<Integer> ofNextRound = arriving();
        assertThat(barrier.acted()).isEqualTo(1);
        assertThat(first.result()).isZero();
        assertThat(barrier.await() + ofNextRound.result()).isEqualTo(1);
    }

    @Test
    void anActionThatFailsBreaksIt() throws Exception {
        Running<Integer> first = arriving();
        barrier.arrive(BOB, Timeout.FOREVER, true);
        barrier.abort();
        assertReason(Reason.BROKEN, first.failure());
        assertRefused(Reason.BROKEN, barrier::acted);
    }

    @Test
    void theEndOfAnInterpreterThatKnowsItBreaksItForThoseWhoWait() throws Exception {
        barrier.madeKnownTo(BOB);
        Running<Integer> first = arriving();
        fixture.objects.interpreterEnded(9);
        assertThat(barrier.isBroken()).isFalse();
        fixture.objects.interpreterEnded(BOB);
        assertThat(first.failure()).hasMessageContaining("interpreter 8");
        assertReason(Reason.BROKEN, first.failure());
    }

    @Test
    void whoeverEndsWhileNobodyWaitsDoesNoHarm() {
        barrier.madeKnownTo(BOB);
        fixture.objects.interpreterEnded(BOB);
        assertThat(barrier.isBroken()).isFalse();
    }

    @Test
    void theEndOfWhoActsBreaksIt() throws Exception {
        Running<Integer> first = arriving();
        barrier.arrive(BOB, Timeout.FOREVER, true);
        fixture.objects.interpreterEnded(BOB);
        assertReason(Reason.BROKEN, first.failure());
    }

    @Test
    void noneIsNoNumberOfParties() {
        assertThatThrownBy(() -> fixture.locks.barrier(0, Message.None.NONE, MessageQueue.JAVA))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
