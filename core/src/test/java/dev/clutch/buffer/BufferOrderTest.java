package dev.clutch.buffer;

import dev.clutch.Linearizable;
import dev.clutch.error.BufferException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.function.Supplier;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Test;

/** What threads see of one buffer, or do to one parcel, can be explained by an order of their calls. */
class BufferOrderTest {

    /** A buffer that one thread sends and another one looks at. */
    public static class Moves {
        private final Buffer buffer = new Buffers(new NoMemory()).create(8, 1);

        @Operation
        public String view() {
            return outcome(buffer::export);
        }

        @Operation
        public String endView() {
            return outcome(() -> {
                buffer.unexport();
                return "";
            });
        }

        @Operation
        public String send() {
            return outcome(() -> buffer.pack().isMoved());
        }
    }

    /** A buffer of which threads want different things. */
    public static class Uses {
        private final Buffer buffer = new Buffers(new NoMemory()).create(8, 1);

        @Operation
        public String freeze() {
            return outcome(() -> {
                buffer.freeze();
                return "";
            });
        }

        @Operation
        public String send() {
            return outcome(() -> buffer.pack().isMoved());
        }

        @Operation
        public String release() {
            return outcome(() -> {
                buffer.close();
                return "";
            });
        }
    }

    /** One parcel whose fate several threads decide. */
    public static class Fates {
        private final NoMemory memory = new NoMemory();
        private final Buffer sent = new Buffers(memory).create(8, 1);
        private final Parcel parcel = sent.pack();
        private final Cargo cargo = new Cargo(List.of(parcel));

        @Operation
        public void accept() {
            cargo.accept();
        }

        @Operation
        public void settle() {
            cargo.settle();
        }

        @Operation
        public void withdraw() {
            cargo.withdraw();
        }

        @Operation
        public String take() {
            return outcome(() -> parcel.take(2).phase());
        }

        /** What the sender has of it, and whether there is memory. */
        @Operation
        public String left() {
            return sent.phase() + memory.last;
        }
    }

    /** Addresses of nothing: Lincheck looks at each step, and has no business in arenas. */
    private static final class NoMemory implements MemorySource {
        private long last;

        @Override
        public long allocate(long bytes) {
            return ++last;
        }

        @Override
        public void free(long address) {
            if (address != last) {
                throw new IllegalStateException("freed twice");
            }
            last = 0;
        }

        @Override
        public MemorySegment segment(long address, long bytes, Arena arena, Runnable atEnd) {
            throw new UnsupportedOperationException();
        }
    }

    private static String outcome(Supplier<Object> call) {
        try {
            return String.valueOf(call.get());
        } catch (BufferException | IllegalStateException e) {
            return e.getClass().getSimpleName();
        }
    }

    @Test
    void whatIsLookedAtDoesNotMove() {
        Linearizable.of(Moves.class).eachTwoMeet().check();
    }

    @Test
    void thereIsAnOrderOfUses() {
        Linearizable.of(Uses.class).eachTwoMeet().check();
    }

    @Test
    void aParcelHasOneFate() {
        Linearizable.of(Fates.class).eachTwoMeet().check();
    }
}
