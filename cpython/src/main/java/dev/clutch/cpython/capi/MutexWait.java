package dev.clutch.cpython.capi;

import java.lang.foreign.Arena;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.spi.AbstractInterruptibleChannel;

/**
 * One thread's wait for a {@code PyMutex}, which {@link Thread#interrupt} ends.
 *
 * <p>CPython's own wait is for good, so this one does the same once more: it says in the mutex that somebody
 * is parked, then parks in CPython's parking lot, where whoever unlocks the mutex looks for waiting
 * threads. To CPython it is a waiter like any other: it has its turn, and the mutex may be handed to it.
 *
 * <p><b>How it is interrupted.</b> By Java's way for channels, as nothing else is called back by
 * {@code Thread.interrupt}. The interrupter wakes all that are parked at the mutex; the others find it locked and
 * park again.
 *
 * <p><b>Why no interrupt is lost.</b> {@code Park} compares the mutex with what the waiter {@code expects}, and
 * adds it to the parked threads, in one step under a lock that {@code UnparkAll} takes too. The interrupter first
 * changes what is expected to what a mutex never is. So either the waiter compares after that, and does not
 * park; or it was among the parked before, and is woken.
 *
 * <p><b>Why it touches no memory that is gone.</b> The interrupter does both under this monitor, and nothing once
 * the waiter has {@code left}. Until then the waiter keeps the mutex and the memory of its own.
 */
final class MutexWait extends AbstractInterruptibleChannel {
    private static final int LOCKED = 1;
    private static final int HAS_PARKED = 2;
    private static final int NEITHER = 4;
    /** After that CPython hands a mutex over, so that nobody waits for ever; what it does itself. */
    private static final long PATIENCE_NANOS = 1_000_000;

    /** {@code struct mutex_entry}: since when it is to be handed over, and whether it was; then what is expected. */
    private static final long HANDED_OVER = 8;

    private static final long EXPECTED = 16;
    private static final long SIZE = 24;

    private final ParkingLot lot;
    private final long mutex;
    private final long memory;
    private boolean interrupted;
    private boolean left;

    private MutexWait(ParkingLot lot, long mutex, long memory) {
        this.lot = lot;
        this.mutex = mutex;
        this.memory = memory;
    }

    /**
     * Locks the mutex, which the caller keeps alive; the calling thread is a platform thread, and not attached.
     *
     * @param nanos how long to wait, or {@link Long#MAX_VALUE}
     * @return false if that was too long
     */
    static boolean lock(ParkingLot lot, long mutex, long nanos) throws InterruptedException {
        try (Arena arena = Arena.ofConfined()) {
            long memory = arena.allocate(SIZE, Long.BYTES).address();
            return new MutexWait(lot, mutex, memory).lock(nanos);
        }
    }

    private boolean lock(long nanos) throws InterruptedException {
        boolean locked;
        begin();
        try {
            locked = parkUntilLocked(nanos);
        } finally {
            leave();
        }
        if (!locked && Thread.interrupted()) {
            throw new InterruptedException();
        }
        return locked;
    }

    private boolean parkUntilLocked(long nanos) {
        long start = System.nanoTime();
        // SAFETY: allocated by the caller, until this returns; the mutex is kept by the caller too.
        Memory.word(memory, start + PATIENCE_NANOS);
        while (!tryLock()) {
            long rest = nanos == Long.MAX_VALUE ? -1 : Math.max(0, nanos - (System.nanoTime() - start));
            if (rest == 0 || isInterrupted()) {
                return false;
            }
            if (sayParked() && expectLocked() && parkUntilHandedOver(rest)) {
                return true;
            }
        }
        return true;
    }

    private boolean parkUntilHandedOver(long nanos) {
        return lot.park(mutex, memory + EXPECTED, nanos, memory) && Memory.number(memory + HANDED_OVER) != 0;
    }

    private boolean tryLock() {
        int bits = Memory.number(mutex);
        while ((bits & LOCKED) == 0) {
            if (Memory.compareAndSet(mutex, bits, bits | LOCKED)) {
                return true;
            }
            bits = Memory.number(mutex);
        }
        return false;
    }

    /** Returns false if the mutex has changed meanwhile. */
    private boolean sayParked() {
        int bits = Memory.number(mutex);
        return (bits & LOCKED) != 0
                && ((bits & HAS_PARKED) != 0 || Memory.compareAndSet(mutex, bits, bits | HAS_PARKED));
    }

    /** Returns false after an interrupt. */
    private synchronized boolean expectLocked() {
        if (!interrupted) {
            Memory.number(memory + EXPECTED, LOCKED | HAS_PARKED);
        }
        return !interrupted;
    }

    private synchronized boolean isInterrupted() {
        return interrupted;
    }

    /** Called by the thread that interrupts, or by the waiter, before it waits. */
    @Override
    protected synchronized void implCloseChannel() {
        interrupted = true;
        if (!left) {
            // SAFETY: the waiter has not left, so its memory and the mutex are there.
            Memory.number(memory + EXPECTED, NEITHER);
            lot.unparkAll(mutex);
        }
    }

    private void leave() {
        synchronized (this) {
            left = true;
        }
        try {
            end(true);
        } catch (AsynchronousCloseException e) {
            // It was interrupted, and the thread's interrupt status says so.
        }
    }
}
