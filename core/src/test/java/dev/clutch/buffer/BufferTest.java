package dev.clutch.buffer;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clutch.error.BufferException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BufferTest {
    private static final long ALICE = 1;
    private static final long BOB = 2;

    private final CheckedMemory memory = new CheckedMemory();
    private final Buffers buffers = new Buffers(memory);

    @AfterEach
    void nothingIsLeft() {
        buffers.close();
        buffers.interpreterEnded(ALICE);
        buffers.interpreterEnded(BOB);
        assertThat(memory.live()).as("memory that is not freed").isZero();
        assertThat(buffers.statistics()).isEqualTo(new Buffers.Statistics(0, 0, 0));
    }

    private Buffer make() {
        return buffers.create(8, ALICE);
    }

    private static void refuses(ThrowingCallable call, String reason) {
        assertThatThrownBy(call).isInstanceOf(BufferException.class).hasMessageContaining(reason);
    }

    private static void write(Buffer buffer, int value) {
        try (Arena arena = Arena.ofConfined()) {
            buffer.segment(arena).set(JAVA_BYTE, 0, (byte) value);
        }
    }

    private static int read(Buffer buffer) {
        try (Arena arena = Arena.ofConfined()) {
            return buffer.segment(arena).get(JAVA_BYTE, 0);
        }
    }

    @Test
    void aNewOneIsOwnedAndFullOfZeros() {
        Buffer buffer = make();
        assertThat(buffer.phase()).isEqualTo("owned");
        assertThat(buffer.size()).isEqualTo(8);
        assertThat(read(buffer)).isZero();
        assertThat(buffers.statistics()).isEqualTo(new Buffers.Statistics(1, 8, 1));
    }

    @Test
    void movingTakesItFromTheSender() {
        Buffer sent = make();
        write(sent, 7);
        Buffer received = sent.pack().take(BOB);
        assertThat(read(received)).isEqualTo(7);
        assertThat(received.party()).isEqualTo(BOB);
        refuses(sent::export, "was sent");
        refuses(sent::pack, "was sent");
        refuses(sent::freeze, "was sent");
        refuses(sent::lend, "was sent");
        refuses(sent::endLending, "not lent");
    }

    @Test
    void theSenderStaysWithoutItWhenItComesBack() {
        Buffer sent = make();
        Buffer back = sent.pack().take(BOB).pack().take(ALICE);
        assertThat(read(back)).isZero();
        refuses(sent::export, "was sent");
    }

    @Test
    void whatIsPackedIsTakenOnce() {
        Parcel parcel = make().pack();
        parcel.take(BOB);
        refuses(() -> parcel.take(BOB), "received already");
    }

    @Test
    void viewsKeepItFromBeingMovedFrozenLentAndReleased() {
        Buffer buffer = make();
        try (Arena arena = Arena.ofConfined()) {
            buffer.segment(arena);
            refuses(buffer::pack, "(1 at the moment)");
            refuses(buffer::freeze, "(1 at the moment)");
            refuses(buffer::lend, "(1 at the moment)");
            refuses(buffer::close, "(1 at the moment)");
            assertThat(buffer.exports()).isEqualTo(1);
        }
        buffer.pack().take(BOB);
    }

    @Test
    void aSegmentIsDeadWhenItsArenaIsClosed() {
        Buffer buffer = make();
        MemorySegment segment;
        try (Arena arena = Arena.ofConfined()) {
            segment = buffer.segment(arena);
        }
        assertThatThrownBy(() -> segment.get(JAVA_BYTE, 0)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void nothingIsReadBehindTheEnd() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment segment = make().segment(arena);
            assertThatThrownBy(() -> segment.get(JAVA_BYTE, 8)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void settlingGivesBackWhatNobodyAccepted() {
        Buffer buffer = make();
        Cargo cargo = new Cargo(List.of(buffer.pack()));
        cargo.settle();
        write(buffer, 3);
        assertThat(read(buffer)).isEqualTo(3);
    }

    @Test
    void settlingLeavesWhatWasAccepted() {
        Buffer buffer = make();
        Parcel parcel = buffer.pack();
        Cargo cargo = new Cargo(List.of(parcel));
        cargo.accept();
        cargo.settle();
        refuses(buffer::export, "was sent");
        assertThat(read(parcel.take(BOB))).isZero();
    }

    @Test
    void whatWasWithdrawnGoesBack() {
        Buffer buffer = make();
        Cargo cargo = new Cargo(List.of(buffer.pack()));
        cargo.accept();
        cargo.withdraw();
        cargo.settle();
        assertThat(buffer.phase()).isEqualTo("owned");
    }

    @Test
    void discardingFreesWhatWasAccepted() {
        Buffer buffer = make();
        Cargo cargo = new Cargo(List.of(buffer.pack()));
        cargo.accept();
        cargo.discard();
        assertThat(memory.live()).isZero();
        refuses(buffer::export, "was sent");
    }

    @Test
    void whatCannotGoBackBecauseItsSenderIsGoneIsFreed() {
        Buffer buffer = make();
        Cargo cargo = new Cargo(List.of(buffer.pack()));
        buffers.interpreterEnded(ALICE);
        assertThat(memory.live()).isEqualTo(1);
        cargo.settle();
        assertThat(memory.live()).isZero();
    }

    @Test
    void whatIsAcceptedOutlivesItsSender() {
        Buffer buffer = make();
        Parcel parcel = buffer.pack();
        parcel.accept();
        buffers.interpreterEnded(ALICE);
        assertThat(read(parcel.take(BOB))).isZero();
    }

    @Test
    void releasingFreesAtOnceAndIsHarmlessWhenRepeated() {
        Buffer buffer = make();
        buffer.close();
        assertThat(memory.live()).isZero();
        buffer.close();
        refuses(buffer::export, "was released");
    }

    @Test
    void aFrozenOneIsSharedAndFreedByTheLast() {
        Buffer mine = make();
        write(mine, 5);
        mine.freeze();
        Buffer yours = mine.pack().take(BOB);
        assertThat(read(mine)).isEqualTo(5);
        assertThat(read(yours)).isEqualTo(5);
        mine.close();
        assertThat(read(yours)).isEqualTo(5);
        yours.close();
        assertThat(memory.live()).isZero();
    }

    @Test
    void aFrozenOneIsReadOnly() {
        Buffer buffer = make().freeze();
        assertThat(buffer.export()).isFalse();
        buffer.unexport();
        try (Arena arena = Arena.ofConfined()) {
            assertThat(buffer.segment(arena).isReadOnly()).isTrue();
        }
        assertThat(buffer.freeze()).isSameAs(buffer);
        refuses(buffer::lend, "frozen");
    }

    @Test
    void aFrozenOneCanBeSentWhileItIsRead() {
        Buffer buffer = make().freeze();
        try (Arena arena = Arena.ofConfined()) {
            buffer.segment(arena);
            buffer.pack().take(BOB);
        }
    }

    @Test
    void theCopyOfAParcelIsTakenByItself() {
        Buffer buffer = make().freeze();
        Parcel parcel = buffer.pack();
        buffer.close();
        parcel.copy().take(BOB).close();
        Parcel copy = parcel.copy();
        new Cargo(List.of(parcel)).discard();
        refuses(parcel::copy, "received already");
        assertThat(read(copy.take(ALICE))).isZero();
        refuses(() -> copy.take(BOB), "received already");
    }

    /** The message of a parcel that Java code polls and forgets. */
    @Test
    void aParcelThatIsLostIsFreedByTheGarbageCollector() {
        make().pack().accept();
        for (int i = 0; i < 1_000 && memory.live() > 0; i++) {
            System.gc();
            LockSupport.parkNanos(100_000);
        }
        assertThat(memory.live()).isZero();
    }

    @Test
    void whatMovesCannotBeCopied() {
        Parcel parcel = make().pack();
        refuses(parcel::copy, "freeze()");
        parcel.settle();
    }

    @Test
    void lendingIsOverWhenItEnds() {
        Buffer owner = make();
        write(owner, 9);
        Buffer borrowed = owner.lend();
        Buffer passedOn = borrowed.pack().take(BOB);
        assertThat(read(borrowed)).isEqualTo(9);
        assertThat(read(passedOn)).isEqualTo(9);
        refuses(owner::export, "is lent");
        refuses(owner::pack, "is lent");
        refuses(owner::close, "is lent");
        refuses(borrowed::freeze, "borrowed");
        owner.endLending();
        refuses(borrowed::export, "was released");
        refuses(passedOn::export, "was released");
        write(owner, 1);
        refuses(owner::endLending, "not lent");
    }

    @Test
    void aBorrowerThatStillReadsKeepsItUntilItIsDone() {
        Buffer owner = make();
        Buffer borrowed = owner.lend();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment segment = borrowed.segment(arena);
            refuses(owner::endLending, "still read by 1");
            refuses(owner::export, "is lent");
            refuses(borrowed::export, "was released");
            assertThat(segment.get(JAVA_BYTE, 0)).isZero();
        }
        assertThat(borrowed.phase()).isEqualTo("released");
        write(owner, 1);
    }

    @Test
    void whatWasBorrowedIsReceivedEmptyAfterTheEnd() {
        Buffer owner = make();
        Parcel parcel = owner.lend().pack();
        owner.endLending();
        Buffer late = parcel.take(BOB);
        refuses(late::export, "was released");
    }

    @Test
    void whatWasBorrowedFromAnInterpreterThatEndsStaysWhileItIsRead() {
        Buffer borrowed = make().lend().pack().take(BOB);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment segment = borrowed.segment(arena);
            buffers.interpreterEnded(ALICE);
            assertThat(segment.get(JAVA_BYTE, 0)).isZero();
            assertThat(memory.live()).isEqualTo(1);
        }
        assertThat(memory.live()).isZero();
    }

    @Test
    void anInterpreterThatEndsGivesBackWhatItBorrowedEvenIfItReads() {
        Buffer owner = make();
        Buffer borrowed = owner.lend().pack().take(BOB);
        borrowed.export();
        buffers.interpreterEnded(BOB);
        owner.endLending();
        write(owner, 1);
    }

    @Test
    void closingFreesWhatIsReadWhenItIsDone() {
        Buffer buffer = make();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment segment = buffer.segment(arena);
            buffers.close();
            segment.set(JAVA_BYTE, 0, (byte) 1);
            refuses(buffer::export, "was released");
            refuses(buffer::pack, "was released");
            buffer.close();
            assertThat(memory.live()).isEqualTo(1);
        }
        assertThat(memory.live()).isZero();
    }

    @Test
    void theEndOfAnInterpreterTakesTheViewsToo() {
        Buffer buffer = make();
        buffer.export();
        buffers.interpreterEnded(ALICE);
        assertThat(memory.live()).isZero();
    }

    @Test
    void anEmptyOneIsFine() {
        Buffer buffer = buffers.create(0, Buffers.JAVA);
        try (Arena arena = Arena.ofConfined()) {
            assertThat(buffer.segment(arena).byteSize()).isZero();
        }
        buffer.close();
        assertThat(buffers.statistics().holders()).isZero();
    }

    @Test
    void aNegativeSizeIsRefused() {
        assertThatThrownBy(() -> buffers.create(-1, ALICE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
    }

    @Test
    void aBufferIsFoundByItsHolderOnly() {
        Buffer buffer = make();
        assertThat(buffers.find(buffer.id(), ALICE)).isSameAs(buffer);
        refuses(() -> buffers.find(buffer.id(), BOB), "released");
    }
}
