package dev.clutch.cpython.capi;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;

/**
 * {@code pycore_lock.h}: the mutexes that locks of the module {@code _thread} are made of, as CPython 3.14 has them.
 * In others, and where they are not found in these objects, {@link #areKnown} is false.
 */
public final class Mutexes {
    private static final long INT_MASK = 3;

    private final LibPython python;
    private final NativeLibrary library;
    private final ParkingLot lot;
    private long lock;
    private long reentrant;
    private long owner;

    Mutexes(LibPython python, NativeLibrary library) {
        this.python = python;
        this.library = library;
        lot = new ParkingLot(address("_PyParkingLot_Park"), address("_PyParkingLot_UnparkAll"));
    }

    private MemorySegment address(String symbol) {
        return library.find(symbol).orElse(MemorySegment.NULL);
    }

    /** Whether the other methods may be called. */
    public boolean areKnown() {
        return lock != 0;
    }

    /**
     * Acquires a {@code _thread.lock}, which the caller keeps alive; the calling thread is a platform thread, and not
     * attached.
     *
     * @param nanos how long to wait, or {@link Long#MAX_VALUE}
     * @return false if that was too long
     */
    public boolean acquire(long object, long nanos) throws InterruptedException {
        return MutexWait.lock(lot, object + lock, nanos);
    }

    /** As {@link #acquire}, of a {@code _thread.RLock} that the calling thread does not hold. */
    public boolean acquireReentrant(long object, long nanos) throws InterruptedException {
        boolean acquired = MutexWait.lock(lot, object + reentrant, nanos);
        if (acquired) {
            // SAFETY: written by whoever has the mutex; the caller keeps the object alive.
            Memory.word(object + owner, python.threads().ident());
        }
        return acquired;
    }

    /** Looks where objects of {@code _thread} change when they are acquired. Attached, before anything else runs. */
    void find() {
        boolean maybe = python.atLeast(3, 14)
                && !python.atLeast(3, 15)
                && address("_PyParkingLot_Park").address() != 0
                && address("_PyParkingLot_UnparkAll").address() != 0;
        if (maybe) {
            try (Arena arena = Arena.ofConfined()) {
                find(arena);
            }
        }
    }

    private void find(Arena arena) {
        long module = python.modules().importModule(name(arena, "_thread"));
        OptionalLong inLock = mutexIn(arena, attribute(arena, module, "allocate_lock"), false);
        OptionalLong inReentrant = mutexIn(arena, attribute(arena, module, "RLock"), true);
        python.objects().decRef(module);
        if (inLock.isPresent() && inReentrant.isPresent()) {
            reentrant = inReentrant.getAsLong();
            lock = inLock.getAsLong();
        }
    }

    /** Where the mutex is in what that function makes, which it takes over; empty if it is not found. */
    private OptionalLong mutexIn(Arena arena, long make, boolean owned) {
        long object = call(() -> python.objects().call(make, 0, 0, 0));
        python.objects().decRef(make);
        long size = Memory.word(Objects.typeOf(object) + Layouts.TYPE_BASIC_SIZE);
        // SAFETY: a live object is as large as its type says.
        byte[] before = Memory.bytes(object, size);
        python.objects().decRef(method(arena, object, "acquire"));
        byte[] after = Memory.bytes(object, size);
        python.objects().decRef(method(arena, object, "release"));
        byte[] released = Memory.bytes(object, size);
        python.objects().decRef(object);
        return mutexOf(before, after, released, owned);
    }

    private OptionalLong mutexOf(byte[] before, byte[] after, byte[] released, boolean owned) {
        MemorySegment held = MemorySegment.ofArray(after);
        if (owned) {
            owner = LongStream.iterate(
                            Layouts.OBJECT_SIZE, at -> at + Long.BYTES <= after.length, at -> at + Long.BYTES)
                    .filter(at -> held.get(ValueLayout.JAVA_LONG_UNALIGNED, at)
                            == python.threads().ident())
                    .findFirst()
                    .orElse(0);
        }
        return LongStream.range(Layouts.OBJECT_SIZE, owned ? owner : after.length)
                .filter(at -> before[(int) at] == 0 && after[(int) at] == 1 && released[(int) at] == 0)
                .filter(at -> (at & INT_MASK) == 0)
                .findFirst();
    }

    private long method(Arena arena, long object, String name) {
        long method = attribute(arena, object, name);
        long result = call(() -> python.objects().call(method, 0, 0, 0));
        python.objects().decRef(method);
        return result;
    }

    private long attribute(Arena arena, long object, String name) {
        return call(() -> python.objects().getAttrString(object, name(arena, name)));
    }

    private static long name(Arena arena, String name) {
        return arena.allocateFrom(name).address();
    }

    private static long call(LongSupplier function) {
        long result = function.getAsLong();
        if (result == 0) {
            throw new IllegalStateException("the module _thread does not have what it has in CPython 3.14");
        }
        return result;
    }
}
