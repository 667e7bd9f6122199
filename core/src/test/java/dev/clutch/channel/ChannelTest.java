package dev.clutch.channel;

import static dev.clutch.Running.daemon;
import static dev.clutch.Running.waiting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clutch.Running;
import dev.clutch.error.ChannelException;
import dev.clutch.error.ChannelException.Reason;
import dev.clutch.error.NotShareableException;
import dev.clutch.message.Message;
import dev.clutch.queue.Unbound;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Channels as Java threads see them. */
@org.junit.jupiter.api.Timeout(value = 60, unit = TimeUnit.SECONDS)
class ChannelTest {
    private static final Duration A_DAY = Duration.ofDays(1);

    private final Channels channels = new Channels(reduced -> reduced);
    private final Channel channel = channels.createForJava(Unbound.KEEP);
    private final SendChannel send = channel.sender();
    private final ReceiveChannel receive = channel.receiver();

    static void assertRefused(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call).satisfies(failure -> assertReason(reason, failure));
    }

    private static void assertReason(Reason reason, Throwable failure) {
        assertThat(failure)
                .isInstanceOfSatisfying(
                        ChannelException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void itemsComeInTheirOrder() throws Exception {
        send.sendNowait(1);
        send.sendNowait(null);
        send.sendNowait("three");
        assertThat(channel.count()).isEqualTo(3);
        assertThat(receive.receive()).isEqualTo(1L);
        assertThat(receive.receive()).isNull();
        assertThat(receive.receive()).isEqualTo("three");
        assertThat(channel.count()).isZero();
    }

    @ParameterizedTest
    @MethodSource("dev.clutch.Running#bothKindsOfThread")
    void receiveWaitsUntilSomethingIsSent(ThreadFactory threads) throws Exception {
        Running<@Nullable Object> receiver = waiting(threads, receive::receive);
        send.sendNowait("at last");
        assertThat(receiver.result()).isEqualTo("at last");
    }

    @ParameterizedTest
    @MethodSource("dev.clutch.Running#bothKindsOfThread")
    void sendWaitsUntilTheItemIsReceived(ThreadFactory threads) throws Exception {
        Running<Boolean> sender = waiting(threads, () -> send.send("hello", A_DAY));
        assertThat(channel.count()).isEqualTo(1);
        assertThat(receive.receive()).isEqualTo("hello");
        assertThat(sender.result()).isTrue();
    }

    @Test
    void eachSenderHearsOfItsOwnItemOnly() throws Exception {
        Running<Boolean> first = waiting(() -> send.send(1, A_DAY));
        Running<Boolean> second = waiting(() -> send.send(2, A_DAY));
        assertThat(receive.receive()).isEqualTo(1L);
        assertThat(first.result()).isTrue();
        assertThat(second.task().isDone()).isFalse();
        assertThat(receive.receive()).isEqualTo(2L);
        assertThat(second.result()).isTrue();
    }

    @Test
    void aSendThatWaitsTooLongIsWithdrawn() throws Exception {
        long start = System.nanoTime();
        assertThat(send.send("late", Duration.ofMillis(50))).isFalse();
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(50_000_000L);
        assertThat(receive.receive(Duration.ZERO)).isEmpty();
    }

    @Test
    void aReceiveWaitsAsLongAsItWasTold() throws Exception {
        long start = System.nanoTime();
        assertThat(receive.receive(Duration.ofMillis(50))).isEmpty();
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(50_000_000L);
    }

    @Test
    void noTimeMeansNoWait() throws Exception {
        assertThat(send.send(1, Duration.ZERO)).isFalse();
        assertThat(receive.receive(Duration.ofSeconds(-1))).isEmpty();
        send.sendNowait(2);
        assertThat(receive.receive(Duration.ZERO)).contains(new Message.Int(2));
    }

    @Test
    void whatCannotCrossIsNotSent() {
        assertThatThrownBy(() -> send.sendNowait(List.of(new Thread("alien"))))
                .isInstanceOf(NotShareableException.class)
                .hasMessageContaining("[0]");
        assertThat(channel.count()).isZero();
    }

    @Test
    void anInterruptWithdrawsWhatWasSent() throws Exception {
        Running<Boolean> sender = waiting(() -> send.send(1, A_DAY));
        sender.thread().interrupt();
        assertThat(sender.failure()).isInstanceOf(InterruptedException.class);
        assertThat(channel.count()).isZero();
    }

    @Test
    void anInterruptEndsAReceiveAndTakesNothing() throws Exception {
        Running<@Nullable Object> receiver = waiting(receive::receive);
        receiver.thread().interrupt();
        assertThat(receiver.failure()).isInstanceOf(InterruptedException.class);
        send.sendNowait(1);
        assertThat(channel.count()).isEqualTo(1);
    }

    /** Whether the send succeeded and whether the item was received must never differ. */
    @Test
    void anInterruptThatComesWithTheReceiptIsDecidedOneWay() throws Exception {
        for (int i = 0; i < 500; i++) {
            Running<Boolean> sender = waiting(() -> send.send("item", A_DAY));
            Thread interrupter = daemon(sender.thread()::interrupt);
            interrupter.start();
            boolean received = receive.receive(Duration.ZERO).isPresent();
            interrupter.join();
            boolean sent;
            try {
                sent = sender.result();
            } catch (ExecutionException interrupted) {
                assertThat(interrupted).hasCauseInstanceOf(InterruptedException.class);
                sent = false;
            }
            assertThat(sent).isEqualTo(received);
            assertThat(channel.count()).isZero();
        }
    }

    @Test
    void manySendersAndReceiversLoseNothingAndGetNothingTwice() throws Exception {
        int senders = 4;
        int each = 500;
        List<Running<List<Object>>> receivers = new ArrayList<>();
        for (int i = 0; i < senders; i++) {
            receivers.add(waiting(() -> take(each)));
        }
        for (int i = 0; i < senders; i++) {
            int first = i * each;
            daemon(() -> sendAll(first, each)).start();
        }
        List<Object> got = new ArrayList<>();
        for (Running<List<Object>> receiver : receivers) {
            got.addAll(receiver.result());
        }
        assertThat(got)
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, senders * each)
                        .mapToObj(n -> (Object) (long) n)
                        .toList());
    }

    private List<Object> take(int count) throws InterruptedException {
        List<Object> taken = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            taken.add(java.util.Objects.requireNonNull(receive.receive()));
        }
        return taken;
    }

    private void sendAll(int first, int count) {
        try {
            for (int n = first; n < first + count; n++) {
                send.send(n);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void closeWakesAllWhoWait() throws Exception {
        Channel other = channels.createForJava(Unbound.KEEP);
        List<Running<?>> waiters = List.of(
                waiting(receive::receive),
                waiting(() -> receive.receive(A_DAY)),
                waiting(() -> other.sender().send(1, A_DAY)));
        channel.close();
        other.close();
        for (Running<?> waiter : waiters) {
            assertReason(Reason.CLOSED, waiter.failure());
        }
    }

    @Test
    void aClosedChannelRefusesEverythingAndSaysSo() {
        send.sendNowait("lost");
        channel.close();
        channel.close();
        assertThat(send.isClosed()).isTrue();
        assertThat(receive.isClosed()).isTrue();
        assertRefused(Reason.CLOSED, () -> send.send(1));
        assertRefused(Reason.CLOSED, () -> send.sendNowait(1));
        assertRefused(Reason.CLOSED, receive::receive);
        assertRefused(Reason.CLOSED, channel::count);
        assertRefused(Reason.CLOSED, channel::closeSending);
        assertRefused(Reason.CLOSED, channel::closeEmpty);
        assertRefused(Reason.CLOSED, channel::closeByForce);
        assertRefused(Reason.CLOSED, send::release);
        send.close();
        receive.close();
    }

    @Test
    void whatWasSentCanBeReceivedAfterTheSendEndIsClosed() throws Exception {
        Running<Boolean> sender = waiting(() -> send.send(1, A_DAY));
        send.sendNowait(2);
        send.close();
        assertThat(send.isClosed()).isTrue();
        assertThat(receive.isClosed()).isFalse();
        assertRefused(Reason.CLOSED, () -> send.sendNowait(3));
        assertRefused(Reason.NOT_EMPTY, channel::closeEmpty);
        assertThat(receive.receive()).isEqualTo(1L);
        assertThat(sender.result()).isTrue();
        assertThat(receive.receive()).isEqualTo(2L);
        assertThat(receive.isClosed()).isTrue();
        assertRefused(Reason.CLOSED, receive::receive);
    }

    @Test
    void closingTheSendEndOfAnEmptyChannelClosesItAndWakesReceivers() throws Exception {
        Running<@Nullable Object> receiver = waiting(receive::receive);
        send.close();
        assertReason(Reason.CLOSED, receiver.failure());
        assertThat(receive.isClosed()).isTrue();
    }

    @Test
    void theLastItemThatIsWithdrawnEndsAClosingChannel() throws Exception {
        Running<Boolean> sender = waiting(() -> send.send(1, A_DAY));
        send.close();
        sender.thread().interrupt();
        assertThat(sender.failure()).isInstanceOf(InterruptedException.class);
        assertThat(receive.isClosed()).isTrue();
    }

    @Test
    void aChannelWithItemsIsClosedByForceOnly() {
        send.sendNowait(1);
        assertRefused(Reason.NOT_EMPTY, channel::closeEmpty);
        assertThat(send.isClosed()).isFalse();
        channel.closeByForce();
        assertThat(receive.isClosed()).isTrue();
    }

    @Test
    void whatJavaReleasesItCannotUseAgain() throws Exception {
        send.sendNowait(1);
        send.release();
        send.release();
        assertRefused(Reason.CLOSED, () -> send.sendNowait(2));
        assertThat(receive.receive()).isEqualTo(1L);
        receive.release();
        assertThat(receive.isClosed()).isTrue();
    }

    @Test
    void releaseWakesTheReceiversOfThatParty() throws Exception {
        Running<@Nullable Object> receiver = waiting(receive::receive);
        receive.release();
        assertReason(Reason.CLOSED, receiver.failure());
        assertThat(send.isClosed()).isFalse();
    }

    @Test
    void bothEndsCrossAsHandles() {
        assertThat(Message.of(List.of(send, receive)))
                .isEqualTo(new Message.ListOf(List.of(
                        new Message.Reduced("send_channel", new Message.Int(channel.id())),
                        new Message.Reduced("recv_channel", new Message.Int(channel.id())))));
        assertThat(channel.sender()).isEqualTo(send);
    }
}
