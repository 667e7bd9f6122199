package dev.clutch.cpython.capi;

import java.lang.foreign.MemorySegment;

/** {@code pycore_parking_lot.h}: where threads wait that want a mutex of this libpython. */
final class ParkingLot {
    private static final long BYTE = 1;
    private static final long STAY_DETACHED = 0;

    private final MemorySegment park;
    private final MemorySegment unparkAll;

    ParkingLot(MemorySegment park, MemorySegment unparkAll) {
        this.park = park;
        this.unparkAll = unparkAll;
    }

    /**
     * Waits if the bytes at the two addresses are the same. The calling thread is not attached.
     *
     * @param nanos for how long at most; negative: for ever
     * @param entry what the one that unlocks is given
     * @return whether somebody woke it
     */
    boolean park(long address, long expected, long nanos, long entry) {
        // SAFETY: all of it stays until this returns; it touches no thread state, for there is none.
        return Downcalls.number(park, address, expected, BYTE, nanos, entry, STAY_DETACHED) == 0;
    }

    /** Wakes all threads that are parked at the address; does not wait for more than a moment. */
    void unparkAll(long address) {
        // SAFETY: the address is only compared.
        Downcalls.word(unparkAll, address);
    }
}
