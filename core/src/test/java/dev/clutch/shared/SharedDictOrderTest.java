package dev.clutch.shared;

import static java.util.Objects.requireNonNull;

import dev.clutch.Linearizable;
import dev.clutch.channel.Channels;
import dev.clutch.message.Message;
import dev.clutch.queue.Queues;
import java.util.List;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What threads see of one shared dict can be explained by an order of their calls. */
class SharedDictOrderTest {

    /** Changes of one value. */
    @Param(name = "value", gen = IntGen.class, conf = "1:3")
    public static class Values {
        private final Message key = Message.of("key");
        private final SharedDict dict = new SharedObjects(
                        reduced -> reduced, new Queues(reduced -> reduced), new Channels(reduced -> reduced))
                .createDict();

        @Operation
        public @Nullable Object get() {
            return java(dict.get(key));
        }

        @Operation
        public @Nullable Object put(@Param(name = "value") int value) throws InterruptedException {
            return java(dict.put(key, Message.of(value)));
        }

        @Operation
        public @Nullable Object putIfAbsent(@Param(name = "value") int value) throws InterruptedException {
            return java(dict.putIfAbsent(key, Message.of(value)));
        }

        @Operation
        public @Nullable Object remove() throws InterruptedException {
            return java(dict.remove(key));
        }

        @Operation
        public @Nullable Object raise() throws InterruptedException {
            return java(dict.alter(key, old -> old == null ? null : raised(old)));
        }

        private static Message raised(Message old) {
            return Message.of((Long) requireNonNull(old.toJava()) + 10);
        }

        private static @Nullable Object java(@Nullable Message message) {
            return message == null ? null : message.toJava();
        }
    }

    /** Changes of two values in one step, and looks at the whole dict. */
    @Param(name = "value", gen = IntGen.class, conf = "1:3")
    public static class Wholes {
        private final SharedDict dict = new SharedObjects(
                        reduced -> reduced, new Queues(reduced -> reduced), new Channels(reduced -> reduced))
                .createDict();

        @Operation
        public void putBoth(@Param(name = "value") int value) throws InterruptedException {
            dict.putAll(List.of(
                    new Message.Entry(Message.of("a"), Message.of(value)),
                    new Message.Entry(Message.of("b"), Message.of(value))));
        }

        @Operation
        public void clear() throws InterruptedException {
            dict.clear();
        }

        @Operation
        public String entries() {
            return dict.entries().toString();
        }

        @Operation
        public int size() {
            return dict.size();
        }
    }

    @Test
    void thereIsAnOrderOfChanges() {
        Linearizable.of(Values.class).eachTwoMeet("put").check();
    }

    @Test
    void nobodySeesHalfAChange() {
        Linearizable.of(Wholes.class).eachTwoMeet("putBoth").check();
    }
}
