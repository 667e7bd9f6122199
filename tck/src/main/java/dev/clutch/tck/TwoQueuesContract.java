package dev.clutch.tck;

import dev.clutch.queue.MessageQueue;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Tests that meet with Python code over two queues, which it knows as {@code queue} and {@code ready}. */
abstract class TwoQueuesContract extends EngineContract {
    private @Nullable MessageQueue queue;
    private @Nullable MessageQueue ready;

    TwoQueuesContract() {}

    @BeforeEach
    final void makeQueues() {
        queue = queueIn(python(), "queue");
        ready = queueIn(python(), "ready");
    }

    @AfterEach
    final void closeQueues() {
        interpreters().queues().forEach(MessageQueue::close);
    }

    final MessageQueue queue() {
        return Objects.requireNonNull(queue);
    }

    /** Over this one Python says that it is where the test wants it. */
    final MessageQueue ready() {
        return Objects.requireNonNull(ready);
    }
}
