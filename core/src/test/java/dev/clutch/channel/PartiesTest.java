package dev.clutch.channel;

import static dev.clutch.Running.waiting;
import static dev.clutch.channel.ChannelTest.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clutch.Running;
import dev.clutch.channel.ChannelInfo.State;
import dev.clutch.channel.ChannelInfo.Use;
import dev.clutch.error.ChannelException;
import dev.clutch.error.ChannelException.Reason;
import dev.clutch.message.Message;
import dev.clutch.queue.MessageQueue;
import dev.clutch.queue.Timeout;
import dev.clutch.queue.Unbound;
import java.util.EnumSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Channels as interpreters use them: who holds an end, and what becomes of it when an interpreter ends. */
@org.junit.jupiter.api.Timeout(value = 60, unit = TimeUnit.SECONDS)
class PartiesTest {
    private static final long ALICE = 7;
    private static final long BOB = 8;

    private final Channels channels = new Channels(reduced -> reduced);
    private final Channel channel = channels.create(Unbound.REPLACE, true);

    private static Item item(long sender, int value) {
        return item(sender, value, Unbound.REPLACE);
    }

    private static Item item(long sender, int value, Unbound unbound) {
        return new Item(new Message.Int(value), sender, unbound);
    }

    private static Received value(int value) {
        return new Received.Value(new Message.Int(value));
    }

    private Received receive(long receiver) throws InterruptedException {
        return channel.receive(receiver, Timeout.NONE);
    }

    private State state() {
        return channel.info(ALICE).state();
    }

    @Test
    void whoUsesAnEndHoldsIt() throws Exception {
        assertThat(channel.interpreters(End.SEND)).isEmpty();
        channel.sendNowait(item(BOB, 1));
        channel.sendNowait(item(ALICE, 2));
        assertThat(receive(BOB)).isEqualTo(value(1));
        assertThat(channel.interpreters(End.SEND)).containsExactly(ALICE, BOB);
        assertThat(channel.interpreters(End.RECEIVE)).containsExactly(BOB);
    }

    @Test
    void lookingForAnItemInVainHoldsTheEndToo() {
        assertThatThrownBy(() -> receive(BOB))
                .isInstanceOf(ChannelException.class)
                .hasMessageContaining("channel " + channel.id() + " is empty");
        assertThat(channel.interpreters(End.RECEIVE)).containsExactly(BOB);
    }

    @Test
    void javaIsAPartyButNoInterpreter() {
        Channel ofJava = channels.createForJava(Unbound.KEEP);
        assertThat(ofJava.interpreters(End.SEND)).isEmpty();
        ofJava.sendNowait(item(ALICE, 1));
        channels.interpreterEnded(ALICE);
        assertThat(ofJava.info(MessageQueue.JAVA).state()).isEqualTo(State.OPEN);
    }

    @Test
    void aChannelThatAllHaveReleasedCloses() throws Exception {
        channel.sendNowait(item(ALICE, 1));
        receive(BOB);
        channel.release(ALICE, EnumSet.allOf(End.class));
        assertThat(state()).isEqualTo(State.OPEN);
        channel.release(BOB, EnumSet.allOf(End.class));
        assertThat(state()).isEqualTo(State.CLOSED);
    }

    @Test
    void aReleaseByTheOnlyPartyThatNeverUsedTheChannelClosesIt() {
        channel.release(ALICE, EnumSet.allOf(End.class));
        assertThat(state()).isEqualTo(State.CLOSED);
    }

    @Test
    void aReleasedEndIsClosedToThatPartyAlone() throws Exception {
        channel.sendNowait(item(ALICE, 1));
        channel.sendNowait(item(BOB, 2));
        channel.release(ALICE, EnumSet.of(End.SEND));
        assertRefused(Reason.CLOSED, () -> channel.sendNowait(item(ALICE, 3)));
        assertThat(receive(ALICE)).isEqualTo(value(1));
        assertThat(receive(ALICE)).isEqualTo(value(2));
    }

    /** CPython counts an end down at each release, and so closes a channel that others still hold. */
    @Test
    void releasingTwiceCountsOnce() {
        channel.sendNowait(item(ALICE, 1));
        channel.sendNowait(item(BOB, 1));
        channel.release(ALICE, EnumSet.of(End.SEND));
        channel.release(ALICE, EnumSet.of(End.SEND));
        assertThat(state()).isEqualTo(State.OPEN);
        assertThat(channel.interpreters(End.SEND)).containsExactly(BOB);
    }

    @Test
    void aSenderThatWaitsHearsWhenAllHaveReleasedTheChannel() throws Exception {
        Running<Boolean> sender = waiting(() -> channel.send(item(ALICE, 1), Timeout.FOREVER));
        channel.release(ALICE, EnumSet.of(End.SEND));
        assertThat(sender.failure()).isInstanceOf(ChannelException.class);
    }

    @Test
    void itsInfoCountsPartiesByWhatTheyHold() throws Exception {
        channel.sendNowait(item(ALICE, 1));
        channel.sendNowait(item(BOB, 2));
        receive(BOB);
        channel.sendNowait(item(9, 3));
        channel.release(9, EnumSet.of(End.SEND));
        channel.sendNowait(item(10, 4));
        receive(10);
        channel.release(10, EnumSet.of(End.SEND));
        ChannelInfo info = channel.info(10);
        assertThat(info.state()).isEqualTo(State.OPEN);
        assertThat(info.count()).isEqualTo(2);
        assertThat(info.sending()).isEqualTo(Use.RELEASED);
        assertThat(info.receiving()).isEqualTo(Use.HELD);
        assertThat(info.counts().of(Use.HELD, Use.NEVER)).isEqualTo(1);
        assertThat(info.counts().of(Use.HELD, Use.HELD)).isEqualTo(1);
        assertThat(info.counts().of(Use.RELEASED, Use.NEVER)).isEqualTo(1);
        assertThat(info.counts().of(Use.RELEASED, Use.HELD)).isEqualTo(1);
        assertThat(info.counts().of(Use.NEVER, Use.HELD)).isZero();
        assertThat(channel.info(ALICE).receiving()).isEqualTo(Use.NEVER);
    }

    @Test
    void theInfoOfAClosedChannelNamesNobody() {
        channel.sendNowait(item(ALICE, 1));
        channel.closeByForce();
        assertThat(channel.info(ALICE)).isEqualTo(ChannelInfo.CLOSED);
        assertRefused(Reason.CLOSED, () -> channel.interpreters(End.RECEIVE));
    }

    @Test
    void theSendersOfAClosingChannelAreNotListedAnyMore() {
        channel.sendNowait(item(ALICE, 1));
        channel.closeSending();
        assertThat(state()).isEqualTo(State.CLOSING);
        assertRefused(Reason.CLOSED, () -> channel.interpreters(End.SEND));
        assertThat(channel.interpreters(End.RECEIVE)).isEmpty();
        assertRefused(Reason.CLOSED, channel::closeSending);
    }

    @Test
    void anEndedInterpreterHoldsNothing() throws Exception {
        channel.sendNowait(item(ALICE, 1));
        receive(BOB);
        channels.interpreterEnded(BOB);
        assertThat(channel.interpreters(End.RECEIVE)).isEmpty();
        assertThat(state()).isEqualTo(State.OPEN);
        channels.interpreterEnded(ALICE);
        assertThat(state()).isEqualTo(State.CLOSED);
    }

    @Test
    void anUnusedChannelOutlivesEveryInterpreter() {
        channels.interpreterEnded(ALICE);
        assertThat(state()).isEqualTo(State.OPEN);
    }

    @ParameterizedTest
    @EnumSource
    void whatBecomesOfAnItemWhenItsSenderEnds(Unbound unbound) throws Exception {
        channel.sendNowait(item(ALICE, 1, unbound));
        channel.sendNowait(item(BOB, 2, unbound));
        channels.interpreterEnded(ALICE);
        assertThat(channel.count()).isEqualTo(unbound == Unbound.REMOVE ? 1 : 2);
        switch (unbound) {
            case REMOVE -> {}
            case ERROR ->
                assertRefused(
                        Reason.ITEM_INTERPRETER_DESTROYED, () -> receive(BOB).orThrow());
            case REPLACE ->
                assertThat(receive(BOB).orThrow()).isEqualTo(new Message.Reduced("unbound", Message.None.NONE));
            case KEEP -> assertThat(receive(BOB)).isEqualTo(value(1));
        }
        assertThat(receive(BOB)).isEqualTo(value(2));
    }

    @Test
    void removedItemsLetAClosingChannelClose() throws Exception {
        channel.sendNowait(item(ALICE, 1, Unbound.REMOVE));
        channel.sendNowait(item(BOB, 2, Unbound.REMOVE));
        receive(BOB);
        channel.sendNowait(item(ALICE, 3, Unbound.REMOVE));
        receive(BOB);
        channel.closeSending();
        channels.interpreterEnded(ALICE);
        assertThat(state()).isEqualTo(State.CLOSED);
    }

    @Test
    void theLastReferenceThatIsDroppedDestroysTheChannel() {
        channels.addReference(channel.id(), ALICE);
        channels.addReference(channel.id(), ALICE);
        channels.dropReference(channel.id(), ALICE);
        assertThat(channels.find(channel.id())).isSameAs(channel);
        channels.dropReference(channel.id(), ALICE);
        assertRefused(Reason.NOT_FOUND, () -> channels.find(channel.id()));
        assertRefused(Reason.NOT_FOUND, () -> channels.addReference(channel.id(), ALICE));
        channels.dropReference(channel.id(), ALICE);
        assertThat(state()).isEqualTo(State.CLOSED);
    }

    @Test
    void anInterpreterThatEndsRefersToNothingAnyMore() {
        channels.dropReference(channel.id(), ALICE);
        channels.addReference(channel.id(), ALICE);
        channels.addReference(channel.id(), ALICE);
        channels.addReference(channel.id(), BOB);
        channels.interpreterEnded(ALICE);
        channels.dropReference(channel.id(), ALICE); // by a finalizer that came late
        assertThat(channels.list()).contains(channel);
        channels.interpreterEnded(BOB);
        assertThat(channels.list()).isEmpty();
    }

    @Test
    void aClosedChannelIsKnownAsLongAsSomebodyRefersToIt() {
        Channel ofJava = channels.createForJava(Unbound.KEEP);
        channels.addReference(ofJava.id(), ALICE);
        ofJava.close();
        ofJava.close();
        assertThat(channels.list()).contains(ofJava);
        channels.dropReference(ofJava.id(), ALICE);
        assertThat(channels.list()).doesNotContain(ofJava);
    }

    @Test
    void aDestroyedChannelIsUnknownWhoeverRefersToIt() {
        channels.addReference(channel.id(), ALICE);
        channels.destroy(channel.id());
        assertRefused(Reason.NOT_FOUND, () -> channels.find(channel.id()));
        assertRefused(Reason.NOT_FOUND, () -> channels.destroy(channel.id()));
        assertRefused(Reason.CLOSED, () -> channel.sendNowait(item(ALICE, 1)));
    }

    @Test
    void idsAreNeverGivenOutTwice() {
        channels.destroy(channel.id());
        assertThat(new Channels(reduced -> reduced)
                        .create(Unbound.REPLACE, true)
                        .id())
                .isGreaterThan(channel.id());
    }
}
