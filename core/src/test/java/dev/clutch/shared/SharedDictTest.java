package dev.clutch.shared;

import static dev.clutch.Running.waiting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clutch.Running;
import dev.clutch.channel.Channels;
import dev.clutch.error.SharedException;
import dev.clutch.error.SharedException.Reason;
import dev.clutch.message.ByteString;
import dev.clutch.message.Message;
import dev.clutch.queue.Queues;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SharedDictTest {
    private static final long ALICE = 7;

    private final SharedObjects objects =
            new SharedObjects(reduced -> reduced, new Queues(reduced -> reduced), new Channels(reduced -> reduced));
    private final SharedDict dict = objects.createDict();
    private final ConcurrentMap<Object, @Nullable Object> map = dict.asMap();

    private static Message of(@Nullable Object value) {
        return Message.of(value);
    }

    private void assertDeadlock(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        SharedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.DEADLOCK));
    }

    private Message.@Nullable Entry removeLast() throws InterruptedException {
        return dict.<Message.Entry>removeLast(entry -> entry);
    }

    @Test
    void keysAreEqualWhenTheyAreInPython() throws Exception {
        for (Object one : Arrays.asList(1, 1.0, true, BigInteger.ONE)) {
            dict.put(of(one), of(one));
        }
        assertThat(dict.size()).isEqualTo(1);
        assertThat(dict.entries()).containsExactly(new Message.Entry(of(1), of(1)));
        assertThat(dict.get(of(0))).isNull();
        dict.put(of(-0.0), of("zero"));
        assertThat(dict.get(of(false))).isEqualTo(of("zero"));
        dict.put(of(0x1p100), of("large"));
        assertThat(dict.get(of(BigInteger.ONE.shiftLeft(100)))).isEqualTo(of("large"));
        dict.put(of(new Object[] {1, "a"}), of("tuple"));
        assertThat(dict.get(of(new Object[] {1.0, "a"}))).isEqualTo(of("tuple"));
        assertThat(dict.get(of(Math.scalb(1.0, 63)))).isNull();
    }

    @Test
    void otherKeysAreRefused() {
        for (Object key : List.of(List.of(1), Map.of(1, 2), new Object[] {List.of()})) {
            assertThatThrownBy(() -> dict.put(of(key), of(1)))
                    .isInstanceOf(ClassCastException.class)
                    .hasMessageContaining("key");
        }
    }

    @Test
    void theOrderIsThatOfTheFirstPut() throws Exception {
        for (String key : List.of("c", "a", "b")) {
            dict.put(of(key), of(0));
        }
        dict.put(of("c"), of(1));
        dict.remove(of("a"));
        dict.put(of("a"), of(2));
        assertThat(map).containsExactly(Map.entry("c", 1L), Map.entry("b", 0L), Map.entry("a", 2L));
        assertThat(removeLast()).isEqualTo(new Message.Entry(of("a"), of(2)));
        dict.clear();
        assertThat(removeLast()).isNull();
        assertThat(map).isEmpty();
    }

    @Test
    void javaSeesAMap() {
        assertThat(map.put("a", 1)).isNull();
        assertThat(map.putIfAbsent("a", 2)).isEqualTo(1L);
        assertThat(map.replace("a", 1.0, List.of(2))).isTrue();
        assertThat(map.replace("a", 1, 3)).isFalse();
        assertThat(map).containsEntry("a", List.of(2L));
        assertThat(map.remove("a", List.of(2.0))).isTrue();
        assertThat(map.replace("a", 1)).isNull();
        map.putAll(Map.of("x", 1, "y", 2));
        assertThat(map.replace("x", 5)).isEqualTo(1L);
        assertThat(map.merge("x", 1L, (a, b) -> (Long) a + (Long) b)).isEqualTo(6L);
        assertThat(map.compute("y", (key, old) -> null)).isNull();
        assertThat(map.computeIfAbsent("z", key -> "made")).isEqualTo("made");
        assertThat(map.keySet()).containsExactly("x", "z");
        assertThat(map.getOrDefault("?", "none")).isEqualTo("none");
    }

    @Test
    void pythonsNoneIsNullInJava() {
        map.put("none", null);
        assertThat(map).containsEntry("none", null).hasSize(1);
        assertThat(map.containsKey("none")).isTrue();
        assertThat(map.getOrDefault("none", 1)).isNull();
    }

    @Test
    void aReadCopiesNothing() throws Exception {
        Message big = new Message.Bytes(ByteString.wrap(new byte[1_000_000]));
        dict.put(of("big"), big);
        assertThat(dict.get(of("big"))).isSameAs(big);
    }

    @Test
    void whoeverAltersAKeyKeepsOthersFromWritingToItOnly() throws Exception {
        dict.put(of("k"), of(1));
        Message old = dict.begin(Owner.of(ALICE), 1, of("k"));
        assertThat(old).isEqualTo(of(1));
        Running<Object> writer = waiting(() -> java.util.Objects.requireNonNull(map.put("k", 3)));
        Thread other = Running.daemon(() -> map.put("other", 1));
        other.start();
        other.join();
        assertThat(map).containsEntry("k", 1L).containsEntry("other", 1L);
        assertThat(dict.statistics()).containsEntry("altered", 1).containsEntry("waiters", 1);
        dict.commit(1, of("k"), of(2));
        assertThat(writer.result()).isEqualTo(2L);
        assertThat(dict.statistics()).containsEntry("altered", 0).containsEntry("waiters", 0);
    }

    @Test
    void writingWhileAlteringIsRefused() {
        SharedDict other = objects.createDict();
        assertDeadlock(() -> dict.alter(of(1), old -> other.asMap().put(2, 2) == null ? of(1) : of(2)));
        assertDeadlock(() -> map.compute(1, (key, old) -> map.compute(2, (k, o) -> 1)));
        assertThat(map).isEmpty();
        map.put(1, 1);
        assertThat(map.compute(1, (key, old) -> map.get(1))).isEqualTo(1L);
    }

    @Test
    void aFunctionThatFailsChangesNothing() {
        map.put(1, "old");
        assertThatThrownBy(() -> map.compute(1, (key, old) -> {
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(map.put(1, "new")).isEqualTo("old");
    }

    @Test
    void theEndOfAnInterpreterGivesFreeWhatItAltered() throws Exception {
        map.put("k", "old");
        Thread altering = Running.daemon(() -> Uninterruptibly.run(() -> dict.begin(Owner.of(ALICE), 5, of("k"))));
        altering.start();
        altering.join();
        Running<Object> writer = waiting(() -> java.util.Objects.requireNonNull(map.put("k", "new")));
        objects.interpreterEnded(ALICE);
        assertThat(writer.result()).isEqualTo("old");
    }

    @Test
    void anInterruptEndsTheWaitOfAWriter() throws Exception {
        dict.begin(Owner.of(ALICE), 1, of("k"));
        Running<Boolean> writer = waiting(() -> dict.put(of("k"), of(1)) == null);
        Running<Boolean> alterer = waiting(() -> dict.alter(of("k"), old -> of(1)) == null);
        Running<Boolean> clearer = waiting(() -> removeLast() == null);
        for (Running<Boolean> waiter : List.of(writer, alterer, clearer)) {
            waiter.thread().interrupt();
            assertThat(waiter.failure()).isInstanceOf(InterruptedException.class);
        }
        dict.abort(1);
        dict.abort(1);
        assertThatThrownBy(() -> dict.commit(1, of("k"), of(1))).isInstanceOf(SharedException.class);
        assertThat(dict.put(of("k"), of(1))).isNull();
    }

    @Test
    void whoWaitsLearnsThatItIsGone() throws Exception {
        dict.begin(Owner.of(ALICE), 1, of("k"));
        Running<Boolean> writer = waiting(() -> dict.put(of("k"), of(1)) == null);
        dict.close();
        assertThat(writer.failure()).isInstanceOf(SharedException.class).hasMessageContaining("is gone");
        dict.abort(1);
    }

    /** Each key counts what is added to it: nothing may get lost. */
    @Test
    void alteringLosesNothing() throws Exception {
        Runnable work = () -> LongStream.range(0, 3_000)
                .forEach(n -> map.compute(n % 3, (key, old) -> old == null ? 1L : (Long) old + 1));
        List<Thread> threads = List.of(
                Running.daemon(work), Running.daemon(work), Thread.ofVirtual().unstarted(work));
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(map).containsEntry(0L, 3_000L).containsEntry(1L, 3_000L).containsEntry(2L, 3_000L);
    }

    /** All values are always the same: a reader must never see them differ, nor a later one before an earlier. */
    @Test
    void aChangeOfSeveralKeysIsSeenWholeOrNotAtAll() throws Exception {
        List<Integer> keys = IntStream.range(0, 10).boxed().toList();
        AtomicBoolean done = new AtomicBoolean();
        putAll(keys, 0);
        Running<Integer> reader = new Running<>(
                new java.util.concurrent.FutureTask<>(() -> {
                    int snapshots = 0;
                    while (!done.get()) {
                        assertThat(new ArrayList<>(map.values()).stream().distinct())
                                .hasSize(1);
                        long first = ((Message.Int) java.util.Objects.requireNonNull(dict.get(of(0)))).value();
                        long last = ((Message.Int) java.util.Objects.requireNonNull(dict.get(of(9)))).value();
                        assertThat(last).isGreaterThanOrEqualTo(first);
                        snapshots++;
                    }
                    return snapshots;
                }),
                Thread.currentThread());
        Thread thread = Running.daemon(reader.task());
        thread.start();
        for (int n = 1; n < 5_000; n++) {
            putAll(keys, n);
        }
        done.set(true);
        assertThat(reader.result()).isPositive();
    }

    private void putAll(List<Integer> keys, int value) throws InterruptedException {
        dict.putAll(
                keys.stream().map(key -> new Message.Entry(of(key), of(value))).toList());
    }
}
