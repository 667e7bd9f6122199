package dev.clutch.buffer;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clutch.channel.Channels;
import dev.clutch.queue.Queues;
import dev.clutch.shared.SharedObjects;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Frozen buffers in a shared dict and a shared list, while many read, replace and take them out. */
class SharedBuffersTest {
    private static final int STEPS = 2_000;

    private final CheckedMemory memory = new CheckedMemory();
    private final Buffers buffers = new Buffers(memory);
    private final SharedObjects objects =
            new SharedObjects(reduced -> reduced, new Queues(reduced -> reduced), new Channels(reduced -> reduced));
    private final Map<Object, @Nullable Object> map = objects.createDict().asMap();
    private final List<@Nullable Object> list = objects.createList().asList();

    @Test
    @Timeout(60)
    void whoReadsOneHasItWhoeverTakesItOut() throws Exception {
        write();
        try (ExecutorService executor = Executors.newFixedThreadPool(4)) {
            List<Future<?>> runs = new ArrayList<>();
            for (Runnable step : List.<Runnable>of(
                    this::write, () -> read(map.get("key")), () -> read(map.remove("key")), () -> read(list.get(0)))) {
                runs.add(executor.submit(() -> repeat(step)));
            }
            for (Future<?> run : runs) {
                run.get(50, TimeUnit.SECONDS);
            }
        }
        objects.close();
        buffers.close();
        assertThat(memory.live()).isZero();
    }

    private static void repeat(Runnable step) {
        for (int i = 0; i < STEPS; i++) {
            step.run();
        }
    }

    private void write() {
        try (Buffer buffer = buffers.create(1, Buffers.JAVA).freeze()) {
            read(map.put("key", buffer));
            if (list.isEmpty()) {
                list.add(buffer);
            } else {
                read(list.set(0, List.of(buffer)));
            }
        }
    }

    private static void read(@Nullable Object value) {
        if (value instanceof List<?> several) {
            several.forEach(SharedBuffersTest::read);
        } else if (value instanceof Buffer buffer) {
            try (buffer;
                    Arena arena = Arena.ofConfined()) {
                assertThat(buffer.segment(arena).get(JAVA_BYTE, 0)).isZero();
            }
        }
    }
}
