package dev.clutch.buffer;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clutch.error.BufferException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Timeout;

/**
 * Threads that do at random all that can be done with buffers which they share. What must hold whatever
 * happens: while one writes nobody else has a view; memory is alive while there is a view of it; and in
 * the end nothing is left.
 *
 * <p>Each piece of memory says in its first word who counts its readers and writers. Several of one
 * holder may write at once, as in Python.
 */
class BufferStressTest {
    private static final int THREADS = 4;
    private static final int STEPS = 1_000;
    private static final int SHELF = 12;

    /** Who uses a piece of memory: the writers in millions and the readers in ones. */
    private static final class Witness {
        final AtomicInteger users = new AtomicInteger();
        static final int WRITER = 1_000_000;

        void enter(boolean writes) {
            int before = users.getAndAdd(writes ? WRITER : 1);
            assertThat(before).as("others that use it meanwhile").isBetween(0, writes ? WRITER * 1_000 : WRITER - 1);
        }

        void leave(boolean writes) {
            users.getAndAdd(writes ? -WRITER : -1);
        }
    }

    private final CheckedMemory memory = new CheckedMemory();
    private final Buffers buffers = new Buffers(memory);
    private final ConcurrentHashMap<Long, Witness> witnesses = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Parcel> mail = new ConcurrentLinkedQueue<>();

    /** Buffers that all threads work on at once, so that they meet. */
    private final AtomicReferenceArray<Buffer> shelf = new AtomicReferenceArray<>(SHELF);

    @RepeatedTest(8)
    @Timeout(60)
    void nothingIsUsedByTwoOrLost(RepetitionInfo repetition) throws Exception {
        try (ExecutorService executor = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> runs = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                long seed = repetition.getCurrentRepetition() * 100L + i;
                runs.add(executor.submit(() -> run(new Random(seed))));
            }
            for (Future<?> run : runs) {
                run.get(50, TimeUnit.SECONDS);
            }
        }
        mail.forEach(parcel -> new Cargo(List.of(parcel)).discard());
        buffers.close();
        for (int party = 0; party < THREADS; party++) {
            buffers.interpreterEnded(party);
        }
        assertThat(memory.live()).as("memory that is not freed").isZero();
        assertThat(buffers.statistics()).isEqualTo(new Buffers.Statistics(0, 0, 0));
    }

    private void run(Random random) {
        for (int i = 0; i < STEPS; i++) {
            step(random, 0);
        }
    }

    /** One step with what lies in one place; {@code depth} views are held meanwhile. */
    private void step(Random random, int depth) {
        int place = random.nextInt(SHELF);
        Buffer buffer = shelf.get(place);
        try {
            if (buffer == null) {
                shelf.set(place, make(random));
            } else {
                use(random, buffer, place, depth);
            }
        } catch (BufferException refused) {
            // Something excludes this; the shelf gets something new now and then.
            if (random.nextInt(4) == 0) {
                shelf.compareAndSet(place, buffer, null);
                dropQuietly(buffer);
            }
        }
    }

    private Buffer make(Random random) {
        Buffer buffer = buffers.create(16, random.nextInt(THREADS));
        witnesses.put(buffer.id(), new Witness());
        try (Arena arena = Arena.ofConfined()) {
            buffer.segment(arena).set(JAVA_LONG, 0, buffer.id());
        }
        return buffer;
    }

    private static void dropQuietly(Buffer buffer) {
        try {
            buffer.close();
        } catch (BufferException stillUsed) {
            // The end of the test lets it go.
        }
    }

    private void use(Random random, Buffer buffer, int place, int depth) {
        switch (random.nextInt(9)) {
            case 0, 1, 2 -> look(random, buffer, depth);
            case 3 -> send(random, buffer);
            case 4 -> receive(random, place);
            case 5 -> buffer.freeze();
            case 6 -> lend(random, buffer, depth);
            case 7 -> buffer.endLending();
            default -> buffer.close();
        }
    }

    /** Does other things while it has the view. */
    private void look(Random random, Buffer buffer, int depth) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment segment = buffer.segment(arena);
            Witness witness = Objects.requireNonNull(witnesses.get(segment.get(JAVA_LONG, 0)));
            boolean writes = !segment.isReadOnly();
            witness.enter(writes);
            try {
                for (int i = random.nextInt(4); i > 0 && depth < 4; i--) {
                    step(random, depth + 1);
                }
                if (writes) {
                    segment.set(JAVA_LONG, 8, System.nanoTime());
                }
            } finally {
                witness.leave(writes);
            }
        }
    }

    private void send(Random random, Buffer buffer) {
        Parcel parcel = buffer.pack();
        Cargo cargo = new Cargo(List.of(parcel));
        switch (random.nextInt(4)) {
            case 0 -> cargo.settle();
            case 1 -> {
                cargo.accept();
                cargo.withdraw();
                cargo.settle();
            }
            case 2 -> {
                cargo.accept();
                cargo.discard();
            }
            default -> {
                cargo.accept();
                mail.add(parcel);
                cargo.settle();
            }
        }
    }

    private void receive(Random random, int place) {
        Parcel parcel = mail.poll();
        if (parcel != null) {
            Buffer received = parcel.take(random.nextInt(THREADS));
            Buffer before = shelf.getAndSet(place, received);
            if (before != null) {
                dropQuietly(before);
            }
        }
    }

    private void lend(Random random, Buffer buffer, int depth) {
        Buffer borrowed = buffer.lend();
        look(random, borrowed, depth);
        if (random.nextBoolean()) {
            shelf.set(random.nextInt(SHELF), borrowed);
        }
        if (random.nextBoolean()) {
            buffer.endLending();
        }
    }
}
