package dev.clutch.queue;

import static dev.clutch.Running.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clutch.Running;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;

/** Who has waited for long is not overtaken by those who can wait too. */
@org.junit.jupiter.api.Timeout(value = 60, unit = TimeUnit.SECONDS)
class LineTest {
    private static final int TIMES = 10;

    private final Queues queues = new Queues(reduced -> reduced);

    @RepeatedTest(TIMES)
    void whoPutsAnItemDoesNotTakeItFromOneWhoWaits() throws Exception {
        MessageQueue queue = queues.create(0, Unbound.KEEP);
        Running<@Nullable Object> patient = patient(() -> {
            Object question = queue.get();
            queue.put("answer");
            return question;
        });
        queue.put("question");
        assertThat(queue.get()).isEqualTo("answer");
        assertThat(patient.result()).isEqualTo("question");
    }

    @RepeatedTest(TIMES)
    void whoMakesAPlaceDoesNotTakeItFromOneWhoWaits() throws Exception {
        MessageQueue queue = queues.create(1, Unbound.KEEP);
        queue.put("first");
        Running<@Nullable Object> patient = patient(() -> {
            queue.put("second");
            return queue.get();
        });
        assertThat(queue.get()).isEqualTo("first");
        queue.put("third");
        assertThat(patient.result()).isEqualTo("second");
        assertThat(queue.get()).isEqualTo("third");
    }

    /** Returns when it has waited for as long as newcomers may overtake. */
    private static Running<@Nullable Object> patient(Callable<@Nullable Object> work) {
        Running<@Nullable Object> patient = waiting(work);
        long since = System.nanoTime();
        while (System.nanoTime() - since < Line.PATIENCE) {
            Thread.onSpinWait();
        }
        return patient;
    }
}
