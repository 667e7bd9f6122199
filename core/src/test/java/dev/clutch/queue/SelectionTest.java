package dev.clutch.queue;

import static dev.clutch.Running.waiting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clutch.Running;
import dev.clutch.error.QueueException;
import dev.clutch.message.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Waiting for several queues at once. */
@org.junit.jupiter.api.Timeout(value = 60, unit = TimeUnit.SECONDS)
class SelectionTest {
    private final Queues queues = new Queues(reduced -> reduced);
    private final MessageQueue first = queues.create(0, Unbound.REPLACE);
    private final MessageQueue second = queues.create(0, Unbound.REPLACE);
    private final List<MessageQueue> both = List.of(first, second);

    private @Nullable Selection select(Timeout timeout) throws InterruptedException {
        return Selection.take(both, MessageQueue.JAVA, timeout);
    }

    @Test
    void takesFromTheOneThatHasAnItem() throws Exception {
        second.put(2);
        assertThat(select(Timeout.NONE)).isEqualTo(new Selection(1, new Message.Int(2)));
        assertThat(select(Timeout.NONE)).isNull();
        assertThat(select(Timeout.of(Duration.ofMillis(2)))).isNull();
    }

    @ParameterizedTest
    @MethodSource("dev.clutch.Running#bothKindsOfThread")
    void waitsForWhicheverIsFirst(ThreadFactory threads) throws Exception {
        Running<@Nullable Selection> selecting = waiting(threads, () -> select(Timeout.FOREVER));
        first.put(1);
        second.put(2);
        assertThat(selecting.result()).isNotNull();
        assertThat(first.size() + second.size()).isEqualTo(1);
    }

    @Test
    void starvesNoSource() throws Exception {
        Set<Integer> seen = new HashSet<>();
        while (seen.size() < 2) {
            first.put(1);
            second.put(2);
            Selection taken = select(Timeout.NONE);
            assertThat(taken).isNotNull();
            seen.add(taken.index());
        }
    }

    @Test
    void anInterruptEndsTheWaitAndTakesNothing() throws Exception {
        Running<@Nullable Selection> selecting = waiting(() -> select(Timeout.FOREVER));
        selecting.thread().interrupt();
        assertThat(selecting.failure()).isInstanceOf(InterruptedException.class);
        first.put(1);
        assertThat(first.size()).isEqualTo(1);
    }

    @Test
    void aSourceThatEndsEndsTheWait() throws Exception {
        Running<@Nullable Selection> selecting = waiting(() -> select(Timeout.FOREVER));
        second.close();
        assertThat(selecting.failure()).isInstanceOf(QueueException.class);
        assertThatThrownBy(() -> select(Timeout.NONE)).isInstanceOf(QueueException.class);
    }

    @Test
    void manyWhoSelectTakeEachItemOnce() throws Exception {
        List<Running<@Nullable Selection>> selecting = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            selecting.add(waiting(() -> select(Timeout.FOREVER)));
        }
        for (int i = 0; i < 20; i++) {
            both.get(i % 2).put(i);
        }
        Set<Message> taken = new HashSet<>();
        for (Running<@Nullable Selection> running : selecting) {
            Selection selection = running.result();
            assertThat(selection).isNotNull();
            taken.add(selection.message());
        }
        assertThat(taken).hasSize(20);
    }
}
