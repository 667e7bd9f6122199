package dev.clutch.tck;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clutch.buffer.Buffer;
import dev.clutch.error.BufferException;
import dev.clutch.error.NotShareableException;
import dev.clutch.message.Message;
import dev.clutch.queue.MessageQueue;
import dev.clutch.shared.Shared;
import dev.clutch.shared.SharedDict;
import java.lang.foreign.Arena;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Buffers on all ways that messages go: batches, selections, shared dicts and lists, and their ends. */
public abstract class BufferTravelContract extends PythonContract {

    /** For subclasses. */
    protected BufferTravelContract() {}

    @AfterEach
    final void closeShared() {
        interpreters().shared().list().forEach(Shared::close);
    }

    private MessageQueue queue() {
        return interpreters().createQueue();
    }

    private Buffer make() {
        return interpreters().createBuffer(1);
    }

    private static byte read(@Nullable Object buffer) {
        try (Buffer read = (Buffer) Objects.requireNonNull(buffer);
                Arena arena = Arena.ofConfined()) {
            return read.segment(arena).get(JAVA_BYTE, 0);
        }
    }

    private static void refuses(org.assertj.core.api.ThrowableAssert.ThrowingCallable use, String why) {
        assertThatThrownBy(use).isInstanceOf(BufferException.class).hasMessageContaining(why);
    }

    private long blocks() {
        return interpreters().bufferStatistics().blocks();
    }

    @Test
    void aBatchMovesThem() {
        everywhere("""
                from clutch import Buffer
                q = create_queue()
                sent = [Buffer(b'a'), Buffer(b'b'), (1, Buffer(b'c'))]
                q.put_many(sent)
                assert sent[0].state == sent[2][1].state == 'sent'
                a, b, (one, c) = q.get_many(10)
                assert (bytes(a), bytes(b), one, bytes(c)) == (b'a', b'b', 1, b'c')
                """);
    }

    @Test
    void whatABatchHasNotPutComesBack() {
        everywhere("""
                from clutch import Buffer
                q = create_queue(maxsize=2)
                sent = [Buffer(b'a'), Buffer(b'b'), Buffer(b'c')]
                raises(QueueFull, q.put_many, sent, timeout=0)
                assert [buffer.state for buffer in sent] == ['sent', 'sent', 'owned']
                raises(QueueFull, q.put, sent[2], timeout=0)
                assert bytes(sent[2]) == b'c'
                assert [bytes(buffer) for buffer in q.get_many(5)] == [b'a', b'b']
                """);
    }

    @Test
    void aSelectionMovesThem() {
        everywhere("""
                from clutch import Buffer, channels, select
                q = create_queue()
                recv, send = channels.create()
                send.send_nowait(Buffer(b'channel'))
                source, buffer = select(q, recv)
                assert source is recv and bytes(buffer) == b'channel'
                q.put({'key': Buffer(b'queue')})
                source, value = select(q, recv)
                assert source is q and bytes(value['key']) == b'queue'
                """);
    }

    @Test
    void aShutDownFreesOrKeepsThem() {
        everywhere("""
                from clutch import Buffer, buffers
                blocks = buffers.statistics()['blocks']
                q = create_queue()
                q.put(Buffer(b'abc'))
                q.shutdown()
                late = Buffer(1)
                raises(Exception, q.put, late)
                assert late.state == 'owned'
                assert bytes(q.get()) == b'abc'
                other = create_queue()
                other.put(Buffer(1))
                other.shutdown(immediate=True)
                del late
                assert buffers.statistics()['blocks'] == blocks
                """);
    }

    @Test
    void aSharedDictHoldsFrozenOnes() {
        everywhere("""
                from clutch import Buffer, SharedDict, buffers
                blocks = buffers.statistics()['blocks']
                d = SharedDict()
                moving = Buffer(1)
                raises(BufferError, d.__setitem__, 'k', moving)
                raises(BufferError, d.update, {'a': Buffer(b'x').freeze(), 'b': moving})
                assert moving.state == 'owned' and len(d) == 0
                del moving
                d['k'] = (1, Buffer(b'abc').freeze())
                for _ in range(3):
                    one, buffer = d['k']
                    assert bytes(buffer) == b'abc' and buffer.state == 'frozen'
                assert [bytes(b) for one, b in d.values()] == [b'abc'] and list(d) == ['k']
                d['k'] = buffer
                assert bytes(d.setdefault('k', 5)) == b'abc'
                assert bytes(d.alter('k', lambda old: old)) == b'abc'
                raises(BufferError, d.alter, 'k', lambda old: Buffer(1))
                assert bytes(d['k']) == b'abc'
                assert d.replace('k', buffer, 'text') and not d.replace('k', buffer, 'text')
                d['k'] = d['l'] = buffer
                del buffer, one
                assert bytes(d.pop('k')) == b'abc'
                assert bytes(d.popitem()[1]) == b'abc'
                assert buffers.statistics()['blocks'] == blocks
                """);
    }

    @Test
    void aSharedListHoldsFrozenOnes() {
        everywhere("""
                from clutch import Buffer, SharedList, buffers
                blocks = buffers.statistics()['blocks']
                s = SharedList()
                moving = Buffer(1)
                raises(BufferError, s.append, moving)
                raises(BufferError, s.extend, [Buffer(b'x').freeze(), moving])
                assert moving.state == 'owned' and len(s) == 0
                del moving
                s.extend([Buffer(b'a').freeze(), 1, [Buffer(b'b').freeze()]])
                assert bytes(s[0]) == bytes(s[0]) == b'a'
                assert bytes(s[-1][0]) == b'b' and [bytes(b) for b in s[:1]] == [b'a']
                s[0] = s[2]
                assert bytes(s[0][0]) == b'b'
                raises(BufferError, s.alter, 0, lambda old: Buffer(1))
                assert bytes(s.alter(0, lambda old: old[0])) == b'b'
                assert bytes(s.pop(0)) == b'b'
                del s[1]
                assert list(s) == [1]
                assert buffers.statistics()['blocks'] == blocks
                """);
    }

    @Test
    void theEndOfADictFreesThem() {
        SharedDict dict = interpreters().shared().createDict();
        Buffer buffer = make().freeze();
        dict.asMap().put("k", List.of(buffer, buffer));
        buffer.close();
        assertThat(blocks()).isEqualTo(1);
        dict.close();
        assertThat(blocks()).isZero();
    }

    @Test
    void aJavaMapAndListOfFrozenOnes() throws InterruptedException {
        SharedDict dict = interpreters().shared().createDict();
        Map<Object, @Nullable Object> map = dict.asMap();
        List<@Nullable Object> list = interpreters().shared().createList().asList();
        Buffer moving = make();
        refuses(() -> map.put("k", moving), "freeze()");
        refuses(() -> map.putAll(Map.of("k", moving)), "freeze()");
        refuses(() -> map.compute("k", (key, old) -> moving), "freeze()");
        refuses(() -> list.add(moving), "freeze()");
        assertThatThrownBy(() -> map.get(moving)).isInstanceOf(ClassCastException.class);
        Buffer frozen = moving.freeze();
        map.putAll(Map.of("k", frozen, "l", frozen));
        list.add(frozen);
        assertThat(map.containsKey("k")).isTrue();
        assertThat(map.replace("k", frozen, frozen)).isTrue();
        assertThat(read(map.get("k"))).isEqualTo(read(map.remove("l"))).isEqualTo(read(list.get(0)));
        assertThat(read(map.put("k", 1))).isEqualTo(read(list.set(0, 1)));
        Message message = Message.of(frozen);
        dict.put(Message.of("k"), message);
        message.cargo().settle();
        Objects.requireNonNull(dict.alter(Message.of("k"), old -> old)).cargo().discard();
        assertThat(read(map.compute("k", (key, old) -> read(old) == 0 ? frozen : null)))
                .isZero();
        map.clear();
        frozen.close();
    }

    @Test
    void anOfferThatFindsNoPlaceGivesItBack() {
        try (MessageQueue queue = interpreters().createQueue(1)) {
            BlockingQueue<Object> view = queue.asBlockingQueue();
            assertThat(view.offer(make())).isTrue();
            Buffer second = make();
            assertThat(view.offer(second)).isFalse();
            refuses(view::peek, "freeze()");
            assertThat(read(view.poll())).isZero();
            assertThat(view.offer(second.freeze())).isTrue();
            assertThat(read(view.peek())).isEqualTo(read(view.iterator().next()));
            assertThat(view).hasSize(1);
            second.close();
        }
    }

    @Test
    void whatJavaCannotHoldStaysWithItsBuffer() throws InterruptedException {
        try (MessageQueue queue = queueIn(python(), "queue")) {
            python().exec("""
                    import decimal
                    from clutch import Buffer
                    queue.put((Buffer(b'abc'), decimal.Decimal('NaN')))
                    """);
            assertThatThrownBy(queue::get).isInstanceOf(NotShareableException.class);
            python().exec("assert bytes(queue.get()[0]) == b'abc'");
        }
    }

    @Test
    void aMessageInAListTakesItsBuffersAlong() throws InterruptedException {
        try (MessageQueue queue = queue()) {
            queue.put(List.of(Message.of(make()), BigDecimal.ONE));
            assertThat(read(((List<?>) Objects.requireNonNull(queue.get())).getFirst()))
                    .isZero();
        }
    }
}
