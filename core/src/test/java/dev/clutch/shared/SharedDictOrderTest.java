package dev.clutch.shared;

import dev.clutch.Linearizable;
import dev.clutch.message.Message;
import java.util.List;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What threads see of one shared dict can be explained by an order of their calls: nobody sees half a change. */
class SharedDictOrderTest {

    /** A dict with two keys. */
    @Param(name = "key", gen = IntGen.class, conf = "1:2")
    @Param(name = "value", gen = IntGen.class, conf = "1:3")
    public static class Calls {
        private final SharedDict dict = new SharedObjects(reduced -> reduced).createDict();

        @Operation
        public @Nullable Object get(@Param(name = "key") int key) {
            return java(dict.get(Message.of(key)));
        }

        @Operation
        public @Nullable Object put(@Param(name = "key") int key, @Param(name = "value") int value)
                throws InterruptedException {
            return java(dict.put(Message.of(key), Message.of(value)));
        }

        @Operation
        public @Nullable Object putIfAbsent(@Param(name = "key") int key, @Param(name = "value") int value)
                throws InterruptedException {
            return java(dict.putIfAbsent(Message.of(key), Message.of(value)));
        }

        @Operation
        public boolean replace(@Param(name = "key") int key, @Param(name = "value") int value)
                throws InterruptedException {
            return dict.replace(Message.of(key), Message.of(value), Message.of(value + 1));
        }

        @Operation
        public @Nullable Object remove(@Param(name = "key") int key) throws InterruptedException {
            return java(dict.remove(Message.of(key)));
        }

        @Operation
        public void putBoth(@Param(name = "value") int value) throws InterruptedException {
            dict.putAll(List.of(
                    new Message.Entry(Message.of(1), Message.of(value)),
                    new Message.Entry(Message.of(2), Message.of(value))));
        }

        @Operation
        public String entries() {
            return dict.entries().toString();
        }

        @Operation
        public int size() {
            return dict.size();
        }

        private static @Nullable Object java(@Nullable Message message) {
            return message == null ? null : message.toJava();
        }
    }

    @Test
    void thereIsAnOrder() {
        Linearizable.check(Calls.class);
    }
}
