package dev.clutch.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clutch.Interpreter;
import dev.clutch.channel.Channel;
import dev.clutch.channel.ChannelInfo;
import dev.clutch.channel.End;
import dev.clutch.channel.ReceiveChannel;
import dev.clutch.error.ChannelException.Reason;
import dev.clutch.queue.MessageQueue;
import dev.clutch.queue.Unbound;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who holds the ends of a channel, and what becomes of it when an interpreter ends. */
public abstract class ChannelEndsContract extends WithChannel {

    /** For subclasses. */
    protected ChannelEndsContract() {}

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
}
