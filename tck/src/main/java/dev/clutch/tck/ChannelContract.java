package dev.clutch.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clutch.Interpreter;
import dev.clutch.channel.Channel;
import dev.clutch.error.ChannelException;
import dev.clutch.error.ChannelException.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Sending and receiving through channels, between Java and Python, and between interpreters. */
public abstract class ChannelContract extends WithChannel {

    /** For subclasses. */
    protected ChannelContract() {}

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
