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

    /** A queue with two places. */
    @Param(name = "value", gen = IntGen.class, conf = "1:3")
    public static class Calls {
        private final MessageQueue queue = new Queues(reduced -> reduced).create(2, Unbound.KEEP);

        @Operation
        public String put(@Param(name = "value") int value) {
            return outcome(() -> queue.putMany(List.of(Message.of(value)), 1, Unbound.KEEP, Timeout.NONE));
        }

        @Operation
        public String putThree(@Param(name = "value") int value) {
            Message message = Message.of(value);
            return outcome(() -> queue.putMany(List.of(message, message, message), 2, Unbound.REMOVE, Timeout.NONE));
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

        @Operation
        public int size() {
            return queue.size();
        }

        @Operation
        public void senderEnds() {
            queue.interpreterEnded(2);
        }

        @Operation
        public void shutDown() {
            queue.shutDown(false);
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
    }

    @Test
    void thereIsAnOrder() {
        Linearizable.check(Calls.class);
    }
}
