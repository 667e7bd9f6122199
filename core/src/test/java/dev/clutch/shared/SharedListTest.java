package dev.clutch.shared;

import static dev.clutch.Running.waiting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clutch.Running;
import dev.clutch.channel.Channels;
import dev.clutch.error.SharedException;
import dev.clutch.message.Message;
import dev.clutch.queue.Queues;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SharedListTest {
    private static final long ALICE = 7;

    private final SharedObjects objects =
            new SharedObjects(reduced -> reduced, new Queues(reduced -> reduced), new Channels(reduced -> reduced));
    private final SharedList list = objects.createList();
    private final List<@Nullable Object> view = list.asList();

    private static Message of(Object value) {
        return Message.of(value);
    }

    /** Every step does to a plain list what it does to the shared one. */
    @Test
    void behavesAsAPlainList() throws Exception {
        Random random = new Random(42);
        List<@Nullable Object> plain = new ArrayList<>();
        for (int step = 0; step < 5_000; step++) {
            step(random, plain, step);
            assertThat(list.size()).isEqualTo(plain.size());
        }
        assertThat(view).isEqualTo(plain);
        assertThat(view.toArray()).isEqualTo(plain.toArray());
    }

    private void step(Random random, List<@Nullable Object> plain, long value) throws InterruptedException {
        int index = plain.isEmpty() ? 0 : random.nextInt(plain.size());
        switch (random.nextInt(plain.isEmpty() ? 3 : 7)) {
            case 0 -> {
                view.add(value);
                plain.add(value);
            }
            case 1 -> {
                view.add(index, value);
                plain.add(index, value);
            }
            case 2 -> {
                list.addAll(List.of(of(value), of("x")));
                plain.addAll(List.of(value, "x"));
            }
            case 3 -> assertThat(view.remove(index)).isEqualTo(plain.remove(index));
            case 4 -> assertThat(view.set(index, value)).isEqualTo(plain.set(index, value));
            case 5 -> assertThat(list.get(index - plain.size())).isEqualTo(list.get(index));
            default -> {
                int end = index + random.nextInt(plain.size() - index);
                list.replace((long) index, (long) end, List.of(of("y")));
                plain.subList(index, end).clear();
                plain.add(index, "y");
            }
        }
    }

    @Test
    void slicesArePythons() throws Exception {
        list.addAll(List.of(of(0), of(1), of(2), of(3), of(4)));
        assertThat(slice(1L, 3L, null)).containsExactly(1L, 2L);
        assertThat(slice(null, null, -2L)).containsExactly(4L, 2L, 0L);
        assertThat(slice(-2L, null, null)).containsExactly(3L, 4L);
        assertThat(slice(Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE)).containsExactly(0L);
        assertThat(slice(Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE)).containsExactly(4L);
        assertThat(slice(3L, 1L, null)).isEmpty();
        assertThatThrownBy(() -> slice(null, null, 0L)).isInstanceOf(IllegalArgumentException.class);
    }

    private List<Object> slice(@Nullable Long start, @Nullable Long stop, @Nullable Long step) {
        return list.slice(start, stop, step).stream()
                .map(element -> java.util.Objects.requireNonNull(element.toJava()))
                .toList();
    }

    @Test
    void anIndexOutOfRangeIsRefused() {
        assertThatThrownBy(() -> list.get(0)).isInstanceOf(SharedException.class);
        assertThatThrownBy(() -> list.set(-1, of(1))).isInstanceOf(SharedException.class);
        assertThatThrownBy(() -> view.get(0)).isInstanceOf(IndexOutOfBoundsException.class);
        view.add(1);
        assertThatThrownBy(() -> view.get(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> list.remove(-2)).isInstanceOf(SharedException.class);
    }

    @Test
    void whoeverAltersAnElementKeepsOthersFromWriting() throws Exception {
        view.add(1);
        assertThat(list.begin(Owner.of(ALICE), 1, -1)).isEqualTo(of(1));
        Running<Object> writer = waiting(() -> java.util.Objects.requireNonNull(view.remove(0)));
        assertThat(view.get(0)).isEqualTo(1L);
        list.commit(1, 0, of(2));
        assertThat(writer.result()).isEqualTo(2L);
        assertThat(list.statistics()).containsEntry("altered", 0).containsEntry("size", 0);
    }

    @Test
    void alteringWhatIsNotThereKeepsNothing() throws Exception {
        assertThatThrownBy(() -> list.begin(Owner.of(ALICE), 1, 0)).isInstanceOf(SharedException.class);
        view.add(1);
        assertThat(view).hasSize(1);
    }

    @Test
    void compareAndSetIsPythons() throws Exception {
        view.add(1);
        assertThat(list.replace(0, of(true), of("new"))).isTrue();
        assertThat(list.replace(0, of(1), of("newer"))).isFalse();
        assertThat(view.get(0)).isEqualTo("new");
    }

    /** Readers look while the array grows, shrinks and moves; they must see neither a gap nor a stranger. */
    @Test
    void readersSeeOnlyWhatWasThere() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        list.add(of(0));
        FutureTask<Long> reader = new FutureTask<>(() -> {
            long reads = 0;
            while (!done.get()) {
                assertThat(list.get(0)).isEqualTo(of(0));
                List<Message> seen = list.elements();
                assertThat(seen.getLast()).isEqualTo(of(seen.size() - 1));
                reads++;
            }
            return reads;
        });
        Running.daemon(reader).start();
        for (int round = 0; round < 200; round++) {
            for (int n = 1; n < 50; n++) {
                list.add(of(n));
            }
            list.replace(1L, null, List.of());
        }
        done.set(true);
        assertThat(reader.get(30, TimeUnit.SECONDS)).isPositive();
    }
}
