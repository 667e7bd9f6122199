package dev.clutch.queue;

import dev.clutch.Linearizable;
import dev.clutch.error.QueueException;
import dev.clutch.message.Message;
import java.util.List;
import java.util.concurrent.Callable;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;

/** What threads see of one queue can be explained by an order of their calls. */
class QueueOrderTest {

    /** Puts and gets, one by one and in batches, at a queue with two places. */
    @Param(name = "value", gen = IntGen.class, conf = "1:9")
    public static class Items {
        private final MessageQueue queue = new Queues(reduced -> reduced).create(2, Unbound.KEEP);

        @Operation
        public String putTwo(@Param(name = "value") int value) {
            return outcome(
                    () -> queue.putMany(List.of(Message.of(value), Message.of(-value)), 1, Unbound.KEEP, Timeout.NONE));
        }

        @Operation
        public String get() {
            return outcome(() -> queue.get(Timeout.NONE).toJava());
        }

        @Operation
        public String getMany() {
            return outcome(() ->
                    queue.getMany(2, Timeout.NONE).stream().map(Message::toJava).toList());
        }
    }

    /** What ends a queue, or an interpreter that has put something into it. */
    @Param(name = "value", gen = IntGen.class, conf = "1:9")
    public static class Ends {
        private final MessageQueue queue = new Queues(reduced -> reduced).create(2, Unbound.KEEP);

        @Operation
        public String put(@Param(name = "value") int value) {
            return outcome(() -> queue.putMany(List.of(Message.of(value)), 2, Unbound.REMOVE, Timeout.NONE));
        }

        @Operation
        public String get() {
            return outcome(() -> queue.get(Timeout.NONE).toJava());
        }

        @Operation
        public void senderEnds() {
            queue.interpreterEnded(2);
        }

        @Operation
        public void shutDown() {
            queue.shutDown(false);
        }
    }

    private static String outcome(Callable<Object> call) {
        try {
            return String.valueOf(call.call());
        } catch (QueueException e) {
            return e.reason().name();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void thereIsAnOrderOfPutsAndGets() {
        Linearizable.of(Items.class).eachTwoMeet("putTwo").check();
    }

    @Test
    void thereIsAnOrderAtAnEmptyQueue() {
        Linearizable.of(Items.class).eachTwoMeet().check();
    }

    @Test
    void whatEndsItHasAPlaceInTheOrder() {
        Linearizable.of(Ends.class)
                .eachTwoMeet("put")
                .meets("put", "shutDown", "get")
                .check();
    }
}
