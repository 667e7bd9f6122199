package dev.clutch.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clutch.Interpreter;
import dev.clutch.error.ExecutionFailedException;
import dev.clutch.queue.MessageQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Queues between Java and Python, and between interpreters. */
public abstract class QueueContract extends EngineContract {
    private @Nullable MessageQueue queue;

    /** For subclasses. */
    protected QueueContract() {}

    @BeforeEach
    final void makeQueue() {
        queue = queueIn(python(), "queue");
        prepare(python());
    }

    @AfterEach
    final void closeQueue() {
        queue().close();
    }

    private MessageQueue queue() {
        return java.util.Objects.requireNonNull(queue);
    }

    private void prepare(Interpreter interpreter) {
        interpreter.exec("""
                import time
                from concurrent.interpreters import Queue, QueueEmpty, QueueFull
                from concurrent.interpreters._queues import QueueNotFoundError

                def get(*args, **kwargs):
                    return queue.get(*args, **kwargs)

                def put(*args, **kwargs):
                    return queue.put(*args, **kwargs)

                def seconds_until(error, function, *args, **kwargs):
                    start = time.monotonic()
                    try:
                        function(*args, **kwargs)
                    except error:
                        return time.monotonic() - start
                    raise AssertionError(f'no {error}')
                """);
    }

    @Test
    void pythonGetsWhatJavaPutInItsOrder() throws Exception {
        queue().put(1);
        queue().put("two");
        queue().put(null);
        python().exec("assert [queue.get(), queue.get(), queue.get()] == [1, 'two', None]");
    }

    @Test
    void javaGetsWhatPythonPutInItsOrder() throws Exception {
        python().exec("queue.put(1); queue.put('two'); queue.put(None)");
        assertThat(queue().get()).isEqualTo(1L);
        assertThat(queue().get()).isEqualTo("two");
        assertThat(queue().get()).isNull();
    }

    @Test
    void aWaitingPythonGetWakesWhenJavaPuts() throws Exception {
        Background<@Nullable Object> getter = Background.call(() -> python().call("get"));
        getter.awaitBlocked();
        queue().put("at last");
        assertThat(getter.join()).isEqualTo("at last");
    }

    @Test
    void aWaitingJavaGetWakesWhenPythonPuts() {
        Background<@Nullable Object> getter = Background.call(() -> queue().get());
        getter.awaitBlocked();
        python().call("put", "at last");
        assertThat(getter.join()).isEqualTo("at last");
    }

    @Test
    void aWaitingPythonGetWakesWhenAnotherInterpreterPuts() {
        try (Interpreter other = interpreters().create()) {
            other.prepareMain(Map.of("queue", queue()));
            Background<@Nullable Object> getter = Background.call(() -> python().call("get"));
            getter.awaitBlocked();
            other.exec("queue.put('at last')");
            assertThat(getter.join()).isEqualTo("at last");
        }
    }

    @Test
    void aWaitingGetHoldsUpNobodyElseInItsInterpreter() throws Exception {
        Background<@Nullable Object> getter = Background.call(() -> python().call("get"));
        getter.awaitBlocked();
        assertThat(evaluate("1 + 1")).isEqualTo(2L);
        queue().put(1);
        getter.join();
    }

    @Test
    void aWaitingPutWakesWhenThereIsRoom() throws Exception {
        try (MessageQueue one = interpreters().createQueue(1)) {
            python().prepareMain(Map.of("queue", one));
            python().call("put", "first");
            Background<@Nullable Object> putter = Background.call(() -> python().call("put", "second"));
            putter.awaitBlocked();
            assertThat(one.get()).isEqualTo("first");
            putter.join();
            assertThat(one.get()).isEqualTo("second");
        }
    }

    @Test
    void aWaitingJavaPutWakesWhenPythonGets() throws Exception {
        try (MessageQueue one = interpreters().createQueue(1)) {
            python().prepareMain(Map.of("queue", one));
            one.put("first");
            Background<Object> putter = Background.run(() -> one.put("second"));
            putter.awaitBlocked();
            assertThat(python().call("get")).isEqualTo("first");
            putter.join();
            assertThat(python().call("get")).isEqualTo("second");
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.2})
    void aGetWaitsAsLongAsItWasTold(double seconds) {
        python().prepareMain(Map.of("seconds", seconds));
        python().exec("""
                waited = seconds_until(QueueEmpty, queue.get, timeout=seconds)
                assert waited >= seconds - 0.001, waited
                """);
    }

    @Test
    void aPutWaitsAsLongAsItWasTold() {
        try (MessageQueue one = interpreters().createQueue(1)) {
            python().prepareMain(Map.of("queue", one));
            python().exec("""
                    queue.put('first')
                    waited = seconds_until(QueueFull, queue.put, 'second', timeout=0.05)
                    assert waited >= 0.049, waited
                    assert queue.qsize() == 1
                    """);
        }
    }

    @Test
    void whatMustNotWaitDoesNot() {
        try (MessageQueue one = interpreters().createQueue(1)) {
            python().prepareMain(Map.of("one", one));
            python().exec("""
                    for call in (queue.get_nowait, lambda: queue.get(block=False), lambda: queue.get(timeout=0),
                                 lambda: queue.get(False, 1e9)):
                        seconds_until(QueueEmpty, call)
                    one.put_nowait(1)
                    for call in (lambda: one.put_nowait(2), lambda: one.put(2, block=False),
                                 lambda: one.put(2, timeout=0)):
                        seconds_until(QueueFull, call)
                    assert one.get_nowait() == 1
                    """);
        }
    }

    @Test
    void aTimeoutMayBeInfinite() throws Exception {
        Background<@Nullable Object> getter =
                Background.call(() -> python().call("get", true, Double.POSITIVE_INFINITY));
        getter.awaitBlocked();
        queue().put(1);
        assertThat(getter.join()).isEqualTo(1L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {"-1 | ValueError", "float('nan') | ValueError", "'soon' | TypeError"})
    void aTimeoutThatIsNoneIsRefused(String timeout, String error) {
        python().exec("seconds_until(" + error + ", queue.get, timeout=" + timeout + ")");
    }

    @Test
    void aQueueTellsItsSize() {
        try (MessageQueue two = interpreters().createQueue(2)) {
            python().prepareMain(Map.of("two", two));
            python().exec("""
                    assert two.maxsize == 2 and two.empty() and not two.full() and two.qsize() == 0
                    two.put(1)
                    assert not two.empty() and not two.full() and two.qsize() == 1
                    two.put(2)
                    assert two.full() and two.qsize() == 2
                    assert queue.maxsize <= 0 and not queue.full()
                    """);
            assertThat(two.size()).isEqualTo(2);
            assertThat(two.isFull()).isTrue();
        }
    }

    @Test
    void closeWakesWhoeverWaitsForAnItem() {
        python().exec("def wait(): return seconds_until(QueueNotFoundError, queue.get) >= 0");
        List<Background<@Nullable Object>> getters = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            getters.add(Background.call(() -> python().call("wait")).awaitBlocked());
        }
        queue().close();
        getters.forEach(getter -> assertThat(getter.join()).isEqualTo(true));
    }

    @Test
    void closeWakesWhoeverWaitsForRoom() {
        MessageQueue one = interpreters().createQueue(1);
        python().prepareMain(Map.of("queue", one));
        python().exec("queue.put(1)\ndef wait(): return seconds_until(QueueNotFoundError, queue.put, 2) >= 0");
        Background<@Nullable Object> putter = Background.call(() -> python().call("wait"));
        putter.awaitBlocked();
        one.close();
        assertThat(putter.join()).isEqualTo(true);
    }

    @Test
    void aClosedQueueRefusesAllButItsId() {
        queue().close();
        python().exec("""
                for call in (queue.get, queue.qsize, queue.empty, queue.full, lambda: queue.put(1), queue.get_nowait):
                    seconds_until(QueueNotFoundError, call)
                assert queue.id > 0
                """);
    }

    @Test
    void aQueueSentThroughItselfArrivesAsTheSameQueue() throws Exception {
        python().exec("queue.put([queue]); assert queue.get()[0] is queue");
        queue().put(List.of(queue()));
        assertThat(queue().get()).isEqualTo(List.of(queue()));
    }

    @Test
    void aQueueOfAnotherInterpreterIsEqualByItsId() throws Exception {
        try (Interpreter other = interpreters().create()) {
            other.prepareMain(Map.of("queue", queue()));
            other.exec("queue.put((queue, queue.id))");
            python().exec("got, id = queue.get(); assert got is queue and got.id == id");
        }
    }

    @Test
    void anItemOutlivesTheJavaThreadThatPutIt() throws Exception {
        Background.run(() -> queue().put("still here")).join();
        assertThat(queue().poll(Duration.ZERO).orElseThrow().toJava()).isEqualTo("still here");
    }

    @Test
    void aGetThatIsInterruptedTakesNothing() throws Exception {
        Background<@Nullable Object> getter = Background.call(() -> python().call("get"));
        getter.awaitBlocked();
        python().interrupt();
        assertThat(getter.failure())
                .isInstanceOfSatisfying(
                        ExecutionFailedException.class,
                        failed -> assertThat(failed.info().typeName()).isEqualTo("KeyboardInterrupt"));
        queue().put("for the next");
        assertThat(python().call("get", true, 0)).isEqualTo("for the next");
    }

    /** An item is either what {@code get} returned, or it is in the queue. */
    @Test
    void noItemIsLostWhenAnInterruptComesTogetherWithIt() throws Exception {
        python().exec("""
                taken = []
                def take():
                    try:
                        taken.append(queue.get())
                    except KeyboardInterrupt:
                        pass
                """);
        List<Long> lost = new ArrayList<>();
        for (long i = 0; i < 300; i++) {
            Background<@Nullable Object> getter = Background.call(() -> python().call("take"));
            getter.awaitBlocked();
            Background<Object> interrupter = Background.run(python()::interrupt);
            queue().put(i);
            interrupter.join();
            getter.failure();
            boolean taken = List.of(i).equals(evaluate("__import__('__main__').taken[-1:]"));
            if (!taken && queue().poll(Duration.ZERO).isEmpty()) {
                lost.add(i);
            }
        }
        assertThat(lost)
                .as("items that neither get returned nor the queue holds")
                .isEmpty();
    }

    @Test
    void manyProducersAndConsumersLoseNothingAndGetNothingTwice() throws Exception {
        int each = 200;
        try (MessageQueue items = interpreters().createQueue(7);
                Interpreter producer = interpreters().create();
                Interpreter consumer = interpreters().create()) {
            for (Interpreter interpreter :
                    List.of(producer, consumer, interpreters().main())) {
                interpreter.prepareMain(Map.of("items", items));
                interpreter.exec("""
                        def produce(first, count):
                            for n in range(first, first + count):
                                items.put(n)

                        def consume(count):
                            return [items.get(timeout=30) for _ in range(count)]
                        """);
            }
            List<Background<@Nullable Object>> producers = new ArrayList<>();
            producers.add(Background.call(() -> producer.call("produce", 0, each)));
            producers.add(Background.call(() -> producer.call("produce", each, each)));
            producers.add(Background.call(() -> interpreters().main().call("produce", 2 * each, each)));
            producers.add(Background.call(() -> javaProduces(items, 3L * each, each)));
            ConcurrentLinkedQueue<Object> got = new ConcurrentLinkedQueue<>();
            List<Background<Object>> consumers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                consumers.add(Background.run(
                        () -> got.addAll((List<?>) java.util.Objects.requireNonNull(consumer.call("consume", each)))));
            }
            consumers.add(Background.run(() -> javaConsumes(items, each, got)));
            producers.forEach(Background::join);
            consumers.forEach(Background::join);
            interpreters().main().exec("del items, produce, consume");
            assertThat(got).doesNotHaveDuplicates().hasSize(4 * each);
            assertThat(items.size()).isZero();
        }
    }

    private static @Nullable Object javaProduces(MessageQueue items, long first, int count) throws Exception {
        for (long n = first; n < first + count; n++) {
            items.put(n);
        }
        return null;
    }

    private static void javaConsumes(MessageQueue items, int count, ConcurrentLinkedQueue<Object> got)
            throws Exception {
        for (int i = 0; i < count; i++) {
            got.add(java.util.Objects.requireNonNull(items.get()));
        }
    }
}
