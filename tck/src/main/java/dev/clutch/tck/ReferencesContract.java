package dev.clutch.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clutch.Interpreter;
import dev.clutch.error.NotShareableException;
import dev.clutch.message.Message;
import dev.clutch.queue.MessageQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects that are met twice, that hold themselves, or that lie very deep. */
public abstract class ReferencesContract extends EngineContract {
    private @org.jspecify.annotations.Nullable Interpreter receiver;

    /** For subclasses. */
    protected ReferencesContract() {}

    @BeforeEach
    final void connectTwoInterpreters() {
        receiver = interpreters().create();
        receiver.prepareMain(Map.of("queue", queueIn(python(), "queue")));
    }

    @AfterEach
    final void disconnectThem() {
        receiver().close();
        interpreters().queues().forEach(MessageQueue::close);
    }

    private Interpreter receiver() {
        return java.util.Objects.requireNonNull(receiver);
    }

    private void receive(String assertions) {
        receiver().exec("got = queue.get(timeout=30)\n" + assertions);
    }

    @Test
    void oneObjectInTwoPlacesArrivesAsOne() {
        python().exec("""
                shared = [1]
                queue.put([shared, shared, {'again': shared}])
                """);
        receive("""
                assert got[0] is got[1] is got[2]['again'], got
                assert got[0] == [1], got
                """);
    }

    @Test
    void equalObjectsInTwoPlacesArriveAsTwo() {
        python().exec("queue.put([[1], [1]])");
        receive("assert got == [[1], [1]] and got[0] is not got[1], got");
    }

    @Test
    void twoEqualListsOfWhichEachIsSharedStayTwo() {
        python().exec("""
                a, b = [1], [1]
                queue.put([a, a, b, b])
                """);
        receive("assert got[0] is got[1] and got[2] is got[3] and got[0] is not got[2], got");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytearray(b'x')", "{'a': 1}", "{1, 2}", "[]"})
    void anyMutableObjectInTwoPlacesArrivesAsOne(String expression) {
        python().exec("shared = " + expression + "\nqueue.put((shared, shared))");
        receive("assert got[0] is got[1] and got[0] == " + expression + ", got");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a = []; a.append(a)",
                "a = [{}]; a[0]['up'] = a",
                "a = []; a.append((a,))",
                "a = [1, [2]]; a[1].append(a[1]); a.append(a[1])"
            })
    void aCycleArrivesAsACycle(String cycle) {
        python().exec(cycle + "\nqueue.put(a)");
        receive("""
                def chain(value, met=()):
                    if any(value is one for one in met):
                        return True
                    parts = value.values() if isinstance(value, dict) else value
                    return any(chain(part, (*met, value)) for part in parts if isinstance(part, (list, tuple, dict)))

                assert chain(got), got
                """);
    }

    @Test
    void whatTheSenderDoesAfterwardsIsNotSeen() {
        python().exec("""
                value = [1, {'a': bytearray(b'b')}]
                queue.put(value)
                value[1]['a'][0] = 0
                value.clear()
                """);
        receive("assert got == [1, {'a': bytearray(b'b')}], got");
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 199, 200, 201, 400})
    void nestedListsCrossBetweenInterpreters(int depth) {
        python().prepareMain(Map.of("depth", depth));
        python().exec("""
                value = 'core'
                for _ in range(depth):
                    value = [value]
                queue.put(value)
                """);
        receiver().prepareMain(Map.of("depth", depth));
        receive("""
                for _ in range(depth):
                    [got] = got
                assert got == 'core', got
                """);
    }

    @Test
    void nestingWithoutEndIsRefusedOrCrosses() {
        python().exec("""
                from concurrent.interpreters import NotShareableError
                value = []
                for _ in range(100_000):
                    value = [value]
                try:
                    queue.put(value)
                except (NotShareableError, RecursionError):
                    pass
                else:
                    queue.get(timeout=30)
                while value:
                    value = value.pop()
                """);
        assertThat(evaluate("1 + 1")).isEqualTo(2L);
    }

    @Test
    void aSharedListArrivesInJavaInAllItsPlaces() throws Exception {
        python().exec("shared = [1]\nqueue.put([shared, shared])");
        assertThat(queue().get()).isEqualTo(List.of(List.of(1L), List.of(1L)));
    }

    @Test
    void aCycleIsOpaqueToJavaAndComesBackWhole() throws Exception {
        python().exec("a = []; a.append(a); queue.put(a)");
        Object handle = queue().get();
        assertThat(handle).isInstanceOf(Message.Reduced.class);
        queue().put(handle);
        receive("assert got[0] is got, got");
    }

    @Test
    void deepJavaListsArrive() {
        python().exec("""
                def depth(value):
                    levels = 0
                    while value:
                        [value] = value
                        levels += 1
                    return levels
                """);
        assertThat(python().call("depth", nested(199))).isEqualTo(199L);
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 10_000, 1_000_000})
    void aJavaListThatIsNestedVeryDeepArrivesOrIsRefused(int depth) {
        try {
            assertThat(python().call("len", nested(depth))).isEqualTo(1L);
        } catch (NotShareableException refused) {
            assertThat(refused).hasMessageContaining("deep");
        }
        assertThat(evaluate("1 + 1")).isEqualTo(2L);
    }

    @Test
    void aJavaListThatHoldsItselfIsRefused() {
        List<Object> cycle = new ArrayList<>();
        cycle.add(Map.of("again", cycle));
        assertThatThrownBy(() -> python().call("len", cycle)).isInstanceOf(NotShareableException.class);
    }

    @Test
    void aJavaMapThatHoldsItselfIsRefused() {
        Map<String, Object> cycle = new HashMap<>();
        cycle.put("again", cycle);
        assertThatThrownBy(() -> queue().put(cycle)).isInstanceOf(NotShareableException.class);
        assertThat(queue().size()).isZero();
    }

    @Test
    void aContainerThatChangesWhileItIsSentDoesNoHarm() {
        python().prepareMain(Map.of("rounds", 200));
        python().exec("""
                import threading
                value, done = {'a': [1]}, False

                def change():
                    n = 0
                    while not done:
                        n += 1
                        value[n % 50] = [n]
                        value.pop((n * 7) % 50, None)

                thread = threading.Thread(target=change)
                thread.start()
                """);
        Background<Object> consumer = Background.run(() -> {
            for (int i = 0; i < 200; i++) {
                assertThat(queue().poll(Duration.ofSeconds(30))).isPresent();
            }
        });
        assertThatCode(() -> python().exec("""
                try:
                    for _ in range(rounds):
                        queue.put([value, [value, (value,)]])
                finally:
                    done = True
                    thread.join()
                """)).doesNotThrowAnyException();
        consumer.join();
    }

    private MessageQueue queue() {
        return interpreters().queues().getFirst();
    }

    private static List<Object> nested(int depth) {
        List<Object> value = new ArrayList<>();
        for (int i = 0; i < depth; i++) {
            value = new ArrayList<>(List.of(value));
        }
        return value;
    }

    /** As happens when the maker is interrupted before it has an object for what it has made. */
    @Test
    void whatWasMadeButNeverReferredToEndsWithItsMaker() {
        List<MessageQueue> queues = interpreters().queues();
        python().exec("""
                import _clutch
                _clutch.interpreter_create((False, False, False, True, False, True, 2), True)
                _clutch.queue_create(0, 3)
                _clutch.channel_create(3, True)
                """);
        int before = interpreters().list().size();
        python().close();
        assertThat(interpreters().list()).hasSize(before - 2);
        assertThat(interpreters().queues()).isEqualTo(queues);
        assertThat(interpreters().channels()).isEmpty();
    }
}
