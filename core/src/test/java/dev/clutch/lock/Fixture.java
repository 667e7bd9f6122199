package dev.clutch.lock;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clutch.channel.Channels;
import dev.clutch.error.SharedException;
import dev.clutch.error.SharedException.Reason;
import dev.clutch.queue.Queues;
import dev.clutch.queue.Timeout;
import dev.clutch.shared.Owner;
import dev.clutch.shared.SharedObjects;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Two interpreters, and what makes locks for them. */
final class Fixture {
    static final long ALICE = 7;
    static final long BOB = 8;
    static final Timeout SHORT = Timeout.of(Duration.ofMillis(20));

    final SharedObjects objects =
            new SharedObjects(reduced -> reduced, new Queues(reduced -> reduced), new Channels(reduced -> reduced));
    final Locks locks = new Locks(objects);

    static Owner alice() {
        return Owner.of(ALICE);
    }

    static Owner bob() {
        return Owner.of(BOB);
    }

    static void assertRefused(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(SharedException.class, e -> assertReason(reason, e));
    }

    static void assertReason(Reason reason, Throwable failure) {
        org.assertj.core.api.Assertions.assertThat(failure)
                .isInstanceOfSatisfying(
                        SharedException.class,
                        e -> org.assertj.core.api.Assertions.assertThat(e.reason())
                                .isEqualTo(reason));
    }
}
