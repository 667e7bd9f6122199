package dev.clutch.queue;

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
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Batches, the shutdown, statistics and the {@link BlockingQueue} of a queue. */
@org.junit.jupiter.api.Timeout(value = 60, unit = TimeUnit.SECONDS)
class BatchesAndEndsTest {
    private static final Message UNREADABLE = new Message.Reduced("pickle", new Message.Int(0));

    private final Queues queues = new Queues(reduced -> {
        throw new NotShareableException("Java cannot hold " + reduced.kind());
    });

    private MessageQueue queue(int maxSize) {
        return queues.create(maxSize, Unbound.REPLACE);
    }

    private static List<Message> numbers(long... values) {
        return LongStream.of(values).<Message>mapToObj(Message.Int::new).toList();
    }

    private static void assertShutDown(Throwable failure) {
        assertThat(failure)
                .isInstanceOfSatisfying(
                        QueueException.class,
                        error -> assertThat(error.reason()).isEqualTo(Reason.SHUT_DOWN));
    }

    @Test
    void aBatchKeepsItsOrder() throws Exception {
        MessageQueue queue = queue(0);
        assertThat(queue.putMany(numbers(1, 2, 3), 1, Unbound.REPLACE, Timeout.NONE))
                .isEqualTo(3);
        assertThat(queue.getMany(2, Timeout.NONE)).isEqualTo(numbers(1, 2));
        assertThat(queue.getMany(100, Timeout.NONE)).isEqualTo(numbers(3));
    }

    @Test
    void aBatchThatDoesNotFitTellsHowManyWerePut() throws Exception {
        MessageQueue queue = queue(2);
        assertThat(queue.putMany(numbers(1, 2, 3), 1, Unbound.REPLACE, Timeout.of(Duration.ofMillis(1))))
                .isEqualTo(2);
        assertThat(queue.getMany(5, Timeout.NONE)).isEqualTo(numbers(1, 2));
    }

    @Test
    void aBatchWaitsForPlaces() throws Exception {
        MessageQueue queue = queue(2);
        Running<Integer> putter =
                waiting(() -> queue.putMany(numbers(1, 2, 3, 4, 5), 1, Unbound.REPLACE, Timeout.FOREVER));
        List<Message> got = new ArrayList<>();
        while (got.size() < 5) {
            got.addAll(queue.getMany(10, Timeout.FOREVER));
        }
        assertThat(got).isEqualTo(numbers(1, 2, 3, 4, 5));
        assertThat(putter.result()).isEqualTo(5);
    }

    @Test
    void aBatchEndsBeforeAnItemThatIsAnError() throws Exception {
        MessageQueue queue = queue(0);
        queue.put(new Message.Int(1), 1, Unbound.REPLACE, Timeout.NONE);
        queue.put(new Message.Int(2), 2, Unbound.ERROR, Timeout.NONE);
        queue.put(new Message.Int(3), 1, Unbound.REPLACE, Timeout.NONE);
        queues.interpreterEnded(2);
        assertThat(queue.getMany(5, Timeout.NONE)).isEqualTo(numbers(1));
        assertThatThrownBy(() -> queue.getMany(5, Timeout.NONE)).isInstanceOf(QueueException.class);
        assertThat(queue.getMany(5, Timeout.NONE)).isEqualTo(numbers(3));
    }

    @Test
    void afterAShutdownWhatIsLeftCanBeGot() throws Exception {
        MessageQueue queue = queue(0);
        queue.put(1);
        queue.shutDown(false);
        assertShutDown(catchThrowable(() -> queue.put(2)));
        assertThat(queue.get()).isEqualTo(1L);
        assertShutDown(catchThrowable(queue::get));
        assertThat(queues.find(queue.id())).isSameAs(queue);
    }

    @Test
    void anImmediateShutdownDropsWhatIsLeft() {
        MessageQueue queue = queue(0);
        queue.putNow(new Message.Int(1), 1, Unbound.KEEP);
        queue.shutDown(true);
        assertShutDown(catchThrowable(queue::get));
        assertThat(queue.size()).isZero();
    }

    @Test
    void aShutdownWakesAllWhoWait() throws Exception {
        MessageQueue empty = queue(0);
        MessageQueue full = queue(1);
        full.put(0);
        List<Running<@Nullable Object>> waiters = List.of(waiting(empty::get), waiting(empty::get), waiting(() -> {
            full.put(1);
            return null;
        }));
        empty.shutDown(false);
        full.shutDown(false);
        for (Running<@Nullable Object> waiter : waiters) {
            assertShutDown(waiter.failure());
        }
    }

    @Test
    void aClosedQueueStaysClosed() {
        MessageQueue queue = queue(0);
        queue.close();
        queue.shutDown(false);
        assertThatThrownBy(queue::get).hasMessageContaining("not found");
    }

    @Test
    void statisticsCountItemsAndWaiters() throws Exception {
        MessageQueue queue = queue(1);
        queue.put(1);
        Running<Boolean> putter = waiting(() -> queue.offer(2, Duration.ofDays(1)));
        assertThat(queue.statistics()).isEqualTo(new QueueStatistics(1, 1, 0, 0, 1, false));
        queue.get();
        putter.result();
        queue.shutDown(false);
        assertThat(queue.statistics()).isEqualTo(new QueueStatistics(1, 2, 1, 0, 0, true));
    }

    @Test
    void anItemThatJavaCannotHoldStaysInTheQueue() throws Exception {
        MessageQueue queue = queue(0);
        queue.put(UNREADABLE, 1, Unbound.KEEP, Timeout.NONE);
        queue.put(2);
        assertThatThrownBy(queue::get).isInstanceOf(NotShareableException.class);
        assertThat(queue.get(Timeout.NONE)).isEqualTo(UNREADABLE);
        assertThat(queue.get()).isEqualTo(2L);
    }

    @Test
    void javaMayUseItAsABlockingQueue() throws Exception {
        BlockingQueue<Object> queue = queue(3).asBlockingQueue();
        assertThat(queue.remainingCapacity()).isEqualTo(3);
        assertThat(queue.offer("a") && queue.add("b")).isTrue();
        queue.put(Message.None.NONE);
        assertThat(queue.offer("d")).isFalse();
        assertThat(queue.offer("d", 1, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(queue).containsExactly("a", "b", Message.None.NONE);
        assertThat(queue.peek()).isEqualTo("a");
        assertThat(queue.take()).isEqualTo("a");
        assertThat(queue.poll()).isEqualTo("b");
        List<Object> rest = new ArrayList<>();
        assertThat(queue.drainTo(rest)).isEqualTo(1);
        assertThat(rest).containsExactly(Message.None.NONE);
        assertThat(queue.poll()).isNull();
        assertThat(queue.poll(1, TimeUnit.MILLISECONDS)).isNull();
        assertThat(queue.isEmpty()).isTrue();
    }

    private static Throwable catchThrowable(org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
        return org.assertj.core.api.Assertions.catchThrowable(work);
    }
}
