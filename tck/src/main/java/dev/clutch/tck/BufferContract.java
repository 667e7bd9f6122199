package dev.clutch.tck;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clutch.Interpreter;
import dev.clutch.buffer.Buffer;
import dev.clutch.channel.Channel;
import dev.clutch.error.BufferException;
import dev.clutch.error.NotShareableException;
import dev.clutch.queue.MessageQueue;
import dev.clutch.queue.Unbound;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Buffers between Java and Python: who has the memory, and that it is freed at once when nobody has it. */
public abstract class BufferContract extends EngineContract {

    /** For subclasses. */
    protected BufferContract() {}

    private Buffer make(int... content) {
        Buffer buffer = interpreters().createBuffer(content.length);
        try (Arena arena = Arena.ofConfined()) {
            for (int i = 0; i < content.length; i++) {
                buffer.segment(arena).set(JAVA_BYTE, i, (byte) content[i]);
            }
        }
        return buffer;
    }

    private static byte[] content(Buffer buffer) {
        try (Arena arena = Arena.ofConfined()) {
            return buffer.segment(arena).toArray(JAVA_BYTE);
        }
    }

    private static Buffer buffer(@Nullable Object value) {
        return (Buffer) Objects.requireNonNull(value);
    }

    private long blocks() {
        return interpreters().bufferStatistics().blocks();
    }

    private void defineTake() {
        python().exec("""
                kept = []
                def take(buffer):
                    kept.append(buffer)
                def give():
                    return kept.pop()
                def hold(buffer):
                    kept.append(memoryview(buffer))
                """);
    }

    @Test
    void aCallMovesItToPythonAndBack() {
        Buffer sent = make(1, 2, 3);
        python().exec("""
                def reverse(buffer):
                    buffer[:] = bytes(buffer)[::-1]
                    return buffer
                """);
        try (Buffer back = buffer(python().call("reverse", sent))) {
            assertThat(content(back)).containsExactly(3, 2, 1);
            assertThatThrownBy(() -> content(sent))
                    .isInstanceOf(BufferException.class)
                    .hasMessageContaining("sent");
        }
        assertThat(blocks()).isZero();
    }

    @Test
    void itIsAtTheSameAddressInPython() {
        Buffer buffer = make(1);
        long address = buffer.address();
        python().exec("""
                import ctypes
                def address(buffer):
                    return ctypes.addressof(ctypes.c_char.from_buffer(buffer))
                """);
        assertThat(python().call("address", buffer)).isEqualTo(address);
    }

    @Test
    void itCrossesInsideContainers() throws InterruptedException {
        MessageQueue queue = queueIn(python(), "queue");
        python().exec("""
                from clutch import Buffer
                b = Buffer(b'abc')
                queue.put(({'data': [b]}, 5, Buffer(2)))
                """);
        List<?> tuple = (List<?>) Objects.requireNonNull(queue.get());
        List<?> data = (List<?>) Objects.requireNonNull(((Map<?, ?>) tuple.get(0)).get("data"));
        try (Buffer first = buffer(data.get(0));
                Buffer second = buffer(tuple.get(2))) {
            assertThat(content(first)).isEqualTo("abc".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            assertThat(second.size()).isEqualTo(2);
        }
        python().exec("assert b.state == 'sent'");
        queue.close();
    }

    @Test
    void whatAFailedCallHasNotTakenComesBack() {
        Buffer buffer = make(4);
        assertThatThrownBy(() -> python().call("no_such_function", buffer)).isInstanceOf(RuntimeException.class);
        assertThat(content(buffer)).containsExactly(4);
        assertThatThrownBy(() -> python().call("len", buffer, new Object())).isInstanceOf(NotShareableException.class);
        assertThat(content(buffer)).containsExactly(4);
        assertThatThrownBy(() -> python().call("len", Arrays.asList(buffer, new Object())))
                .isInstanceOf(NotShareableException.class);
        assertThat(content(buffer)).containsExactly(4);
        buffer.close();
    }

    @Test
    void aPutThatFailsGivesItBack() throws InterruptedException {
        MessageQueue queue = interpreters().createQueue(1);
        queue.put(1);
        Buffer buffer = make(6);
        assertThat(queue.offer(buffer, Duration.ofMillis(1))).isFalse();
        assertThat(content(buffer)).containsExactly(6);
        queue.close();
        assertThatThrownBy(() -> queue.put(buffer)).isInstanceOf(RuntimeException.class);
        assertThat(content(buffer)).containsExactly(6);
        buffer.close();
    }

    @Test
    void anInterruptedPutGivesItBack() throws InterruptedException {
        MessageQueue queue = interpreters().createQueue(1);
        queue.put(1);
        Buffer buffer = make(6);
        Background<Object> put = Background.run(() -> queue.put(buffer)).awaitBlocked();
        put.thread().interrupt();
        assertThat(put.failure()).isInstanceOf(InterruptedException.class);
        assertThat(content(buffer)).containsExactly(6);
        buffer.close();
        queue.close();
    }

    @Test
    void aQueueThatIsClosedFreesWhatIsInIt() throws InterruptedException {
        MessageQueue queue = interpreters().createQueue();
        queue.put(make(1));
        queue.put(List.of(make(2), Map.of("k", make(3))));
        assertThat(blocks()).isEqualTo(3);
        queue.close();
        assertThat(blocks()).isZero();
    }

    @Test
    void itemsThatAreDroppedWithTheirInterpreterAreFreed() {
        for (Unbound unbound : Unbound.values()) {
            MessageQueue queue = interpreters().createQueue(0, unbound);
            try (Interpreter sender = interpreters().create()) {
                sender.prepareMain(Map.of("queue", queue));
                sender.exec("from clutch import Buffer; queue.put([Buffer(5)])");
            }
            assertThat(blocks()).as(unbound.toString()).isEqualTo(unbound == Unbound.KEEP ? 1 : 0);
            queue.close();
            assertThat(blocks()).isZero();
        }
    }

    @Test
    void aKeptItemOutlivesItsSender() throws InterruptedException {
        MessageQueue queue = interpreters().createQueue();
        try (Interpreter sender = interpreters().create()) {
            sender.prepareMain(Map.of("queue", queue));
            sender.exec("from clutch import Buffer; queue.put(Buffer(b'z'))");
        }
        try (Buffer buffer = buffer(queue.get())) {
            assertThat(content(buffer)).containsExactly('z');
        }
        queue.close();
    }

    @Test
    void aChannelMovesIt() throws InterruptedException {
        Channel channel = interpreters().createChannel();
        channel.sender().sendNowait(make(1));
        try (Buffer received = buffer(channel.receiver().receive())) {
            assertThat(content(received)).containsExactly(1);
        }
        Buffer unsent = make(2);
        assertThat(channel.sender().send(unsent, Duration.ofMillis(1))).isFalse();
        assertThat(content(unsent)).containsExactly(2);
        channel.sender().sendNowait(unsent);
        channel.close();
        assertThat(blocks()).isZero();
    }

    @Test
    void aSegmentInJavaKeepsItFromBeingSent() {
        Buffer buffer = make(1);
        try (Arena arena = Arena.ofConfined()) {
            buffer.segment(arena);
            assertThatThrownBy(() -> python().call("len", buffer)).isInstanceOf(BufferException.class);
        }
        assertThat(python().call("len", buffer)).isEqualTo(1L);
        assertThat(blocks()).isZero();
    }

    @Test
    void theEndOfAnInterpreterFreesWhatItHolds() {
        defineTake();
        python().call("take", make(1));
        python().call("take", List.of(make(2), make(3)));
        assertThat(blocks()).isEqualTo(3);
        python().close();
        assertThat(blocks()).isZero();
    }

    @Test
    void viewsMayLiveUntilTheEndOfTheInterpreter() {
        defineTake();
        python().call("hold", make(1));
        python().exec("""
                import ctypes, gc, sys
                gc.disable()
                class Cycle: pass
                cycle = Cycle()
                cycle.me, cycle.view, sys.kept = cycle, memoryview(kept[0]).cast('B'), kept[0][:]
                for _ in range(3):
                    ctypes.pythonapi.Py_IncRef(ctypes.py_object(memoryview(kept[0].obj)))
                class Late:
                    def __del__(self, view=kept[0]):
                        view[0] = 9
                sys.late = Late()
                del cycle
                """);
        assertThat(blocks()).isEqualTo(1);
        python().close();
        assertThat(blocks()).isZero();
    }

    @Test
    void aFrozenOneOutlivesItsFirstHolder() {
        defineTake();
        Buffer mine = make(8).freeze();
        python().call("take", mine);
        mine.close();
        assertThat(blocks()).isEqualTo(1);
        try (Buffer back = buffer(python().call("give"))) {
            assertThat(content(back)).containsExactly(8);
        }
        assertThat(blocks()).isZero();
    }

    @Test
    void whatWasLentIsUnusableAfterTheEnd() {
        defineTake();
        Buffer owner = make(5);
        try (Buffer lent = owner.lend()) {
            python().call("take", lent);
            owner.endLending();
        }
        python().exec("assert kept[0].state == 'released'");
        assertThatThrownBy(() -> python().call("give"))
                .isInstanceOf(BufferException.class)
                .hasMessageContaining("released");
        assertThat(content(owner)).containsExactly(5);
        owner.close();
    }

    @Test
    void aLentOneComesBackWhenTheReaderEnds() {
        defineTake();
        Buffer owner = make(5);
        python().call("hold", owner.lend());
        assertThatThrownBy(owner::endLending)
                .isInstanceOf(BufferException.class)
                .hasMessageContaining("still read");
        assertThat(owner.phase()).isEqualTo("lent");
        python().close();
        assertThat(content(owner)).containsExactly(5);
        owner.close();
    }

    @Test
    void closingEverythingFreesEverythingButWhatIsStillRead() {
        interpreters().createBuffer(100);
        interpreters().main().exec("""
                from clutch import Buffer
                buffers = [Buffer(3), Buffer(b'abc')]
                view = memoryview(buffers[1])
                """);
        var closed = interpreters();
        reopen();
        assertThat(closed.bufferStatistics().bytes()).isEqualTo(3);
        interpreters().main().exec("""
                assert bytes(view) == b'abc'
                view[0] = 65
                for buffer in buffers:
                    assert 'released' in repr(buffer)
                    try:
                        memoryview(buffer)
                    except BufferError:
                        continue
                    raise AssertionError
                del view, buffers, buffer
                """);
        assertThat(closed.bufferStatistics().blocks()).isZero();
    }
}
