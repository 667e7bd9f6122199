package dev.clutch.queue;

import static dev.clutch.Running.daemon;
import static dev.clutch.Running.waiting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clutch.Running;
import dev.clutch.error.NotShareableException;
import dev.clutch.error.QueueException;
import dev.clutch.error.QueueException.Reason;
import dev.clutch.message.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Queues as Java threads see them. */
@org.junit.jupiter.api.Timeout(value = 60, unit = TimeUnit.SECONDS)
class MessageQueueTest {
    private final Queues queues = new Queues(reduced -> reduced);

    private MessageQueue queue(int maxSize) {
        return queues.create(maxSize, Unbound.REPLACE);
    }

    @Test
    void itemsComeInTheirOrder() throws Exception {
        MessageQueue queue = queue(0);
        queue.put(1);
        queue.put(null);
        queue.put("three");
        assertThat(queue.size()).isEqualTo(3);
        assertThat(queue.get()).isEqualTo(1L);
        assertThat(queue.get()).isNull();
        assertThat(queue.get()).isEqualTo("three");
        assertThat(queue.size()).isZero();
    }

    @ParameterizedTest
    @MethodSource("dev.clutch.Running#bothKindsOfThread")
    void getWaitsUntilPut(ThreadFactory threads) throws Exception {
        MessageQueue queue = queue(0);
        Running<@Nullable Object> getter = waiting(threads, queue::get);
        queue.put("at last");
        assertThat(getter.result()).isEqualTo("at last");
    }

    @ParameterizedTest
    @MethodSource("dev.clutch.Running#bothKindsOfThread")
    void putWaitsUntilThereIsRoom(ThreadFactory threads) throws Exception {
        MessageQueue queue = queue(1);
        queue.put("first");
        Running<Boolean> putter = waiting(threads, () -> queue.offer("second", Duration.ofDays(1)));
        assertThat(queue.isFull()).isTrue();
        assertThat(queue.get()).isEqualTo("first");
        assertThat(putter.result()).isTrue();
        assertThat(queue.get()).isEqualTo("second");
    }

    @Test
    void pollWaitsAsLongAsItWasTold() throws Exception {
        long start = System.nanoTime();
        assertThat(queue(0).poll(Duration.ofMillis(50))).isEmpty();
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(50_000_000L);
    }

    @Test
    void offerWaitsAsLongAsItWasTold() throws Exception {
        MessageQueue queue = queue(1);
        queue.put(1);
        long start = System.nanoTime();
        assertThat(queue.offer(2, Duration.ofMillis(50))).isFalse();
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(50_000_000L);
        assertThat(queue.size()).isEqualTo(1);
    }

    @Test
    void noTimeMeansNoWait() throws Exception {
        MessageQueue queue = queue(1);
        assertThat(queue.poll(Duration.ZERO)).isEmpty();
        assertThat(queue.poll(Duration.ofSeconds(-1))).isEmpty();
        assertThat(queue.offer(1, Duration.ZERO)).isTrue();
        assertThat(queue.offer(2, Duration.ZERO)).isFalse();
        assertThat(queue.poll(Duration.ZERO)).contains(new Message.Int(1));
    }

    @Test
    void anEndlessTimeIsWaitedFor() throws Exception {
        MessageQueue queue = queue(0);
        Running<java.util.Optional<Message>> getter = waiting(() -> queue.poll(Duration.ofSeconds(Long.MAX_VALUE)));
        queue.put(1);
        assertThat(getter.result()).contains(new Message.Int(1));
    }

    @Test
    void theEnginesGetAndPutSayWhatWentWrong() {
        MessageQueue queue = queue(1);
        assertThatThrownBy(() -> queue.get(Timeout.NONE))
                .isInstanceOfSatisfying(
                        QueueException.class, e -> assertThat(e.reason()).isEqualTo(Reason.EMPTY))
                .hasMessageContaining("queue " + queue.id() + " is empty");
        assertThatThrownBy(() -> {
                    queue.put(Message.None.NONE, 1, Unbound.REPLACE, Timeout.NONE);
                    queue.put(Message.None.NONE, 1, Unbound.REPLACE, Timeout.NONE);
                })
                .isInstanceOfSatisfying(
                        QueueException.class, e -> assertThat(e.reason()).isEqualTo(Reason.FULL))
                .hasMessageContaining("queue " + queue.id() + " is full");
    }

    @Test
    void zeroAndLessMeanNoBound() throws Exception {
        for (int unbounded : new int[] {0, -1, Integer.MIN_VALUE}) {
            MessageQueue queue = queue(unbounded);
            for (int i = 0; i < 100; i++) {
                assertThat(queue.offer(i, Duration.ZERO)).isTrue();
            }
            assertThat(queue.isFull()).isFalse();
            assertThat(queue.maxSize()).isEqualTo(unbounded);
        }
    }

    @Test
    void whatCannotCrossIsNotQueued() {
        MessageQueue queue = queue(0);
        assertThatThrownBy(() -> queue.put(List.of(new Thread("alien"))))
                .isInstanceOf(NotShareableException.class)
                .hasMessageContaining("[0]");
        assertThat(queue.size()).isZero();
    }

    @Test
    void closeWakesAllWhoWait() throws Exception {
        MessageQueue empty = queue(0);
        MessageQueue full = queue(1);
        full.put(1);
        List<Running<?>> waiters = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            waiters.add(waiting(empty::get));
            waiters.add(waiting(() -> full.offer(2, Duration.ofDays(1))));
        }
        empty.close();
        full.close();
        for (Running<?> waiter : waiters) {
            assertThat(waiter.failure())
                    .isInstanceOfSatisfying(
                            QueueException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NOT_FOUND));
        }
    }

    @Test
    void aClosedQueueRefusesAndIsForgotten() {
        MessageQueue queue = queue(0);
        queue.close();
        queue.close();
        assertThat(queues.list()).doesNotContain(queue);
        assertThatThrownBy(() -> queues.find(queue.id())).isInstanceOf(QueueException.class);
        assertThatThrownBy(() -> queue.put(1)).isInstanceOf(QueueException.class);
        assertThatThrownBy(queue::get).isInstanceOf(QueueException.class);
        assertThatThrownBy(() -> queue.poll(Duration.ZERO)).isInstanceOf(QueueException.class);
    }

    @Test
    void anInterruptEndsAWaitAndTakesNothing() throws Exception {
        MessageQueue queue = queue(0);
        Running<@Nullable Object> getter = waiting(queue::get);
        getter.thread().interrupt();
        assertThat(getter.failure()).isInstanceOf(InterruptedException.class);
        queue.put(1);
        assertThat(queue.size()).isEqualTo(1);
    }

    @Test
    void anInterruptThatComesWithAnItemLosesNothing() throws Exception {
        for (int i = 0; i < 500; i++) {
            MessageQueue queue = queue(0);
            Running<@Nullable Object> getter = waiting(queue::get);
            Thread interrupter = daemon(getter.thread()::interrupt);
            interrupter.start();
            queue.put("item");
            interrupter.join();
            boolean taken;
            try {
                taken = "item".equals(getter.result());
            } catch (ExecutionException interrupted) {
                taken = false;
            }
            assertThat(queue.size()).isEqualTo(taken ? 0 : 1);
        }
    }

    /** If an interrupted waiter swallowed the wake that was meant for it, the other one would sleep on. */
    @Test
    void anInterruptedWaiterPassesItsWakeOn() throws Exception {
        for (int i = 0; i < 200; i++) {
            MessageQueue queue = queue(0);
            Running<@Nullable Object> first = waiting(queue::get);
            Running<@Nullable Object> second = waiting(queue::get);
            Thread interrupter = daemon(first.thread()::interrupt);
            interrupter.start();
            queue.put("item");
            interrupter.join();
            queue.put("another");
            assertThat(second.result()).isIn("item", "another");
        }
    }

    @Test
    void manyProducersAndConsumersLoseNothingAndGetNothingTwice() throws Exception {
        MessageQueue queue = queue(3);
        int producers = 4;
        int each = 2000;
        List<Running<List<Object>>> consumers = new ArrayList<>();
        for (int i = 0; i < producers; i++) {
            consumers.add(waiting(() -> take(queue, each)));
        }
        for (int i = 0; i < producers; i++) {
            int first = i * each;
            daemon(() -> putAll(queue, first, each)).start();
        }
        List<Object> got = new ArrayList<>();
        for (Running<List<Object>> consumer : consumers) {
            got.addAll(consumer.result());
        }
        assertThat(got)
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, producers * each)
                        .mapToObj(n -> (Object) (long) n)
                        .toList());
        assertThat(queue.size()).isZero();
    }

    private static List<Object> take(MessageQueue queue, int count) throws InterruptedException {
        List<Object> taken = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            taken.add(java.util.Objects.requireNonNull(queue.get()));
        }
        return taken;
    }

    private static void putAll(MessageQueue queue, int first, int count) {
        try {
            for (int n = first; n < first + count; n++) {
                queue.put(n);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatBecomesOfAnItemWhenItsSenderEnds(Unbound unbound) throws Exception {
        MessageQueue queue = queue(0);
        queue.put(new Message.Int(1), 7, unbound, Timeout.NONE);
        queue.put(new Message.Int(2), 8, unbound, Timeout.NONE);
        queues.interpreterEnded(7);
        switch (unbound) {
            case REMOVE -> assertThat(queue.size()).isEqualTo(1);
            case ERROR ->
                assertThatThrownBy(() -> queue.get(Timeout.NONE))
                        .isInstanceOfSatisfying(
                                QueueException.class,
                                e -> assertThat(e.reason()).isEqualTo(Reason.ITEM_INTERPRETER_DESTROYED));
            case REPLACE ->
                assertThat(queue.get(Timeout.NONE)).isEqualTo(new Message.Reduced("unbound", Message.None.NONE));
            case KEEP -> assertThat(queue.get(Timeout.NONE)).isEqualTo(new Message.Int(1));
        }
        assertThat(queue.get(Timeout.NONE)).isEqualTo(new Message.Int(2));
    }

    @Test
    void removedItemsMakeRoomForAllWhoWait() throws Exception {
        MessageQueue queue = queue(2);
        queue.put(new Message.Int(1), 7, Unbound.REMOVE, Timeout.NONE);
        queue.put(new Message.Int(2), 7, Unbound.REMOVE, Timeout.NONE);
        CountDownLatch done = new CountDownLatch(2);
        for (int i = 0; i < 2; i++) {
            waiting(() -> {
                queue.put("mine");
                done.countDown();
                return true;
            });
        }
        queues.interpreterEnded(7);
        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void idsAreNeverGivenOutTwice() {
        MessageQueue first = queue(0);
        first.close();
        MessageQueue second = new Queues(reduced -> reduced).create(0, Unbound.REPLACE);
        assertThat(second.id()).isGreaterThan(first.id());
        assertThat(queue(0).id()).isGreaterThan(second.id());
    }

    @Test
    void theOpenQueuesAreListedTheOldestFirst() {
        MessageQueue first = queue(0);
        MessageQueue second = queue(0);
        assertThat(queues.list()).containsExactly(first, second);
        assertThat(queues.find(second.id())).isSameAs(second);
        queues.close();
        assertThat(queues.list()).isEmpty();
    }
}
