package dev.clutch.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clutch.Interpreter;
import dev.clutch.channel.Channel;
import dev.clutch.channel.ChannelInfo;
import dev.clutch.channel.End;
import dev.clutch.channel.ReceiveChannel;
import dev.clutch.channel.SendChannel;
import dev.clutch.error.ChannelException;
import dev.clutch.error.ChannelException.Reason;
import dev.clutch.error.ExecutionFailedException;
import dev.clutch.queue.MessageQueue;
import dev.clutch.queue.Unbound;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Channels between Java and Python, and between interpreters. */
public abstract class ChannelContract extends EngineContract {
    private @Nullable Channel channel;

    /** For subclasses. */
    protected ChannelContract() {}

    @BeforeEach
    final void makeChannel() {
        channel = interpreters().createChannel();
        prepare(python(), channel());
    }

    @AfterEach
    final void closeChannel() {
        channel().close();
    }

    private Channel channel() {
        return Objects.requireNonNull(channel);
    }

    private SendChannel send() {
        return channel().sender();
    }

    private ReceiveChannel receive() {
        return channel().receiver();
    }

    private static void prepare(Interpreter interpreter, Channel channel) {
        interpreter.prepareMain(Map.of("send", channel.sender(), "recv", channel.receiver()));
        interpreter.exec("""
                import time
                from clutch.channels import *

                def do(what, *args, **kwargs):
                    return eval(what)(*args, **kwargs)

                def failure_of(what, *args, **kwargs):
                    try:
                        do(what, *args, **kwargs)
                    except Exception as error:
                        return type(error).__name__
                """);
    }

    /** What Python code does in the background. */
    private Background<@Nullable Object> python(String what, Object... arguments) {
        List<Object> all = new java.util.ArrayList<>(List.of(what));
        all.addAll(List.of(arguments));
        return Background.<@Nullable Object>call(() -> python().call("do", all.toArray()))
                .awaitBlocked();
    }

    private static void assertRefused(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ChannelException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static void assertRaised(String type, @Nullable Throwable failure) {
        assertThat(failure)
                .isInstanceOfSatisfying(
                        ExecutionFailedException.class,
                        failed -> assertThat(failed.info().typeName()).isEqualTo(type));
    }

    @Test
    void pythonReceivesWhatJavaSentInItsOrder() {
        send().sendNowait(1);
        send().sendNowait("two");
        send().sendNowait(null);
        python().exec("assert [recv.recv(), recv.recv(), recv.recv()] == [1, 'two', None]");
    }

    @Test
    void javaReceivesWhatPythonSentInItsOrder() throws Exception {
        python().exec("send.send_nowait(1); send.send_nowait('two'); send.send_nowait(None)");
        assertThat(receive().receive()).isEqualTo(1L);
        assertThat(receive().receive()).isEqualTo("two");
        assertThat(receive().receive()).isNull();
    }

    @Test
    void aWaitingPythonRecvWakesWhenJavaSends() {
        Background<@Nullable Object> receiver = python("recv.recv");
        send().sendNowait("at last");
        assertThat(receiver.join()).isEqualTo("at last");
    }

    @Test
    void aWaitingJavaReceiveWakesWhenPythonSends() {
        Background<@Nullable Object> receiver =
                Background.<@Nullable Object>call(() -> receive().receive()).awaitBlocked();
        python().exec("send.send('at last')");
        assertThat(receiver.join()).isEqualTo("at last");
    }

    @Test
    void aPythonSendReturnsWhenJavaHasReceived() throws Exception {
        Background<@Nullable Object> sender = python("send.send", "hello");
        assertThat(receive().receive()).isEqualTo("hello");
        assertThat(sender.join()).isNull();
    }

    @Test
    void aJavaSendReturnsWhenPythonHasReceived() {
        Background<Boolean> sender = Background.call(() -> send().send("hello", Duration.ofDays(1)));
        assertThat(python().call("do", "recv.recv")).isEqualTo("hello");
        assertThat(sender.join()).isTrue();
    }

    @Test
    void aSendReturnsWhenAnotherInterpreterHasReceived() {
        try (Interpreter other = interpreters().create()) {
            prepare(other, channel());
            Background<@Nullable Object> sender = python("send.send", List.of(1, 2));
            other.exec("assert recv.recv() == [1, 2]");
            sender.join();
        }
    }

    @Test
    void aSendThatTimesOutIsWithdrawn() throws Exception {
        python().exec("""
                start = time.monotonic()
                assert failure_of('send.send', 'late', timeout=0.05) == 'TimeoutError'
                assert time.monotonic() - start >= 0.049
                """);
        assertThat(receive().receive(Duration.ZERO)).isEmpty();
    }

    @Test
    void aRecvWaitsAsLongAsItWasTold() {
        python().exec("""
                start = time.monotonic()
                assert failure_of('recv.recv', 0.05) == 'TimeoutError'
                assert time.monotonic() - start >= 0.049
                assert failure_of('recv.recv', -1) == failure_of('send.send', 1, -1) == 'ValueError'
                assert failure_of('recv.recv', 'soon') == failure_of('send.send', 1, 'soon') == 'TypeError'
                """);
    }

    @Test
    void anInterruptedSendIsWithdrawn() throws Exception {
        Background<@Nullable Object> sender = python("send.send", "never");
        python().interrupt();
        assertRaised("KeyboardInterrupt", sender.failure());
        assertThat(receive().receive(Duration.ZERO)).isEmpty();
    }

    @Test
    void anInterruptedRecvTakesNothing() {
        Background<@Nullable Object> receiver = python("recv.recv");
        python().interrupt();
        assertRaised("KeyboardInterrupt", receiver.failure());
        send().sendNowait(1);
        assertThat(channel().count()).isEqualTo(1);
    }

    @Test
    void closeWakesWhoeverWaits() {
        Background<@Nullable Object> receiver = python("recv.recv");
        Channel other = interpreters().createChannel();
        python().prepareMain(Map.of("send", other.sender()));
        Background<@Nullable Object> sender = python("send.send", 1);
        channel().close();
        other.close();
        assertRaised("ChannelClosedError", receiver.failure());
        assertRaised("ChannelClosedError", sender.failure());
    }

    @Test
    void pythonIteratesUntilTheSendEndIsClosed() {
        Background<@Nullable Object> receiver = python("lambda: list(recv)");
        send().sendNowait(1);
        send().sendNowait(2);
        send().close();
        assertThat(receiver.join()).isEqualTo(List.of(1L, 2L));
        assertThat(receive().isClosed()).isTrue();
    }

    @Test
    void whatPythonClosesIsClosedForJava() throws Exception {
        python().exec("""
                with send:
                    send.send_nowait('last')
                assert send.is_closed and not recv.is_closed
                """);
        assertRefused(Reason.CLOSED, () -> send().sendNowait(1));
        assertThat(receive().receive()).isEqualTo("last");
        assertRefused(Reason.CLOSED, () -> receive().receive());
    }

    @Test
    void theEndOfAReceiversBlockDropsWhatIsLeft() {
        Background<Boolean> sender =
                Background.call(() -> send().send(1, Duration.ofDays(1))).awaitBlocked();
        python().exec("with recv: pass");
        assertThat(sender.failure()).isInstanceOf(ChannelException.class);
    }

    @Test
    void endsCrossAsWhatTheyAre() throws Exception {
        MessageQueue queue = queueIn(python(), "queue");
        queue.put(send());
        queue.put(receive());
        python().exec("""
                assert (queue.get(), queue.get()) == (send, recv)
                queue.put([send, {'key': recv}])
                """);
        assertThat(queue.get()).isEqualTo(List.of(send(), Map.of("key", receive())));
        queue.close();
    }

    @Test
    void aChannelThatPythonMadeIsTheSameInJavaAndElsewhere() throws Exception {
        MessageQueue queue = queueIn(python(), "queue");
        python().exec("its_recv, its_send = create(); queue.put((its_recv, its_send))");
        Object ends = queue.get();
        ReceiveChannel itsReceive = (ReceiveChannel) ((List<?>) Objects.requireNonNull(ends)).get(0);
        Channel made = itsReceive.channel();
        assertThat(interpreters().channels()).contains(made);
        assertThat(interpreters().channel(made.id())).isSameAs(made);
        python().exec("its_send.send_nowait('hello')");
        assertThat(itsReceive.receive()).isEqualTo("hello");
        python().exec("del its_recv, its_send\nimport gc; gc.collect()");
        assertThat(interpreters().channels()).doesNotContain(made);
        queue.close();
    }

    @Test
    void anInterpreterThatEndsLetsGoOfItsEnds() {
        try (Interpreter other = interpreters().create()) {
            prepare(other, channel());
            other.exec("send.send_nowait(1); recv.recv()");
            assertThat(channel().interpreters(End.SEND)).containsExactly(other.id());
            assertThat(channel().interpreters(End.RECEIVE)).containsExactly(other.id());
        }
        assertThat(channel().interpreters(End.SEND)).isEmpty();
        assertThat(channel().interpreters(End.RECEIVE)).isEmpty();
        assertThat(send().isClosed()).as("Java holds it").isFalse();
    }

    @Test
    void anInterpreterThatIsClosedStopsWaiting() throws Exception {
        Interpreter other = interpreters().create();
        prepare(other, channel());
        other.exec("import threading; threading.Thread(target=failure_of, args=('recv.recv',)).start()");
        Await.until("it waits", () -> !channel().interpreters(End.RECEIVE).isEmpty());
        Channel unread = interpreters().createChannel();
        prepare(other, unread);
        Background<@Nullable Object> sender = Background.<@Nullable Object>call(
                        () -> other.call("do", "send.send", "never"))
                .awaitBlocked();
        other.close();
        assertRaised("SystemExit", sender.failure());
        assertThat(channel().interpreters(End.RECEIVE)).isEmpty();
        assertThat(unread.count()).isZero();
        unread.close();
    }

    @Test
    void aChannelThatOnlyEndedInterpretersHeldIsClosed() {
        python().exec("its_recv, its_send = create(); id = its_send.id");
        Channel made = interpreters().channel((Long) Objects.requireNonNull(valueOf(python(), "id")));
        try (Interpreter other = interpreters().create()) {
            other.prepareMain(Map.of("send", made.sender()));
            other.exec("send.send_nowait('lost')");
        }
        python().exec("assert its_send.is_closed and its_recv.is_closed");
        assertThat(made.info(MessageQueue.JAVA).state()).isEqualTo(ChannelInfo.State.CLOSED);
    }

    @Test
    void whatAnEndedInterpreterSentIsUnboundAsItAskedFor() {
        python().exec("recv, send = create(); send.send_nowait('mine')");
        Channel made = interpreters().channels().getLast();
        try (Interpreter other = interpreters().create()) {
            prepare(other, made);
            other.exec("""
                    send.send_nowait('default')
                    send.send_nowait('removed', unbounditems=UNBOUND_REMOVE)
                    send.send_nowait('error', unbounditems=UNBOUND_ERROR)
                    send.send_nowait('replaced', unbounditems=UNBOUND)
                    """);
        }
        python().exec("""
                assert recv.recv() == 'mine'
                assert recv.recv() is UNBOUND
                assert failure_of('recv.recv') == 'ItemInterpreterDestroyed'
                assert recv.recv() is UNBOUND
                assert recv.recv_nowait('none') == 'none'
                """);
    }

    @Test
    void aJavaChannelKeepsWhatAnEndedInterpreterSent() throws Exception {
        try (Interpreter other = interpreters().create()) {
            prepare(other, channel());
            other.exec("send.send_nowait('kept')");
        }
        assertThat(receive().receive()).isEqualTo("kept");
    }

    @Test
    void aJavaChannelMayTreatItAsPythonsDo() throws Exception {
        Channel replacing = interpreters().createChannel(Unbound.REPLACE);
        try (Interpreter other = interpreters().create()) {
            prepare(other, replacing);
            other.exec("send.send_nowait('gone'); send.send_nowait('gone', unbounditems=UNBOUND_ERROR)");
        }
        prepare(python(), replacing);
        python().exec("assert recv.recv() is UNBOUND and send.unbounditems is UNBOUND");
        assertRefused(
                Reason.ITEM_INTERPRETER_DESTROYED, () -> replacing.receiver().receive());
        replacing.close();
    }

    @Test
    void anInterpreterThatEndsRefersToNothingAnyMore() {
        try (Interpreter other = interpreters().create()) {
            other.exec("""
                    from clutch.channels import *
                    ends = create()
                    cycle = [create()]; cycle.append(cycle)
                    """);
            assertThat(interpreters().channels()).hasSize(3);
        }
        assertThat(interpreters().channels()).containsExactly(channel());
    }

    @Test
    void aBufferIsSharedWithItsReceiver() throws Exception {
        python().exec("""
                memory = bytearray(b'spam')
                send.send_buffer_nowait(memory)
                view = recv.recv()
                assert type(view) is memoryview and view == b'spam'
                memory[0:1] = b'S'
                view[1:2] = b'P'
                assert view == memory == b'SPam'
                send.send_buffer_nowait(memory)
                """);
        try (Interpreter other = interpreters().create()) {
            prepare(other, channel());
            other.exec("view = recv.recv(); assert view == b'SPam'; view[0:1] = b'X'");
        }
        python().exec("""
                assert memory == b'XPam'
                del view
                memory.append(33)  # nobody has a view of it any more
                """);
    }

    @Test
    void manyInterpretersShareTheWork() throws Exception {
        Channel results = interpreters().createChannel();
        int workers = 3;
        int tasks = 60;
        List<Interpreter> made = java.util.stream.Stream.generate(interpreters()::create)
                .limit(workers)
                .toList();
        List<Background<Object>> running = made.stream()
                .map(worker -> {
                    prepare(worker, channel());
                    worker.prepareMain(Map.of("results", results.sender()));
                    return Background.run(() -> worker.exec("for n in recv: results.send(n * n)"));
                })
                .toList();
        Background<Object> sender = Background.run(() -> {
            for (int n = 0; n < tasks; n++) {
                send().send(n);
            }
            send().close();
        });
        long sum = 0;
        for (int n = 0; n < tasks; n++) {
            sum += (Long) Objects.requireNonNull(results.receiver().receive());
        }
        sender.join();
        running.forEach(Background::join);
        made.forEach(Interpreter::close);
        results.close();
        assertThat(sum).isEqualTo((long) (tasks - 1) * tasks * (2 * tasks - 1) / 6);
    }
}
