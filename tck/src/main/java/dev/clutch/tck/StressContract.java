package dev.clutch.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clutch.Interpreter;
import dev.clutch.channel.Channel;
import dev.clutch.error.ChannelException;
import dev.clutch.error.ClutchException;
import dev.clutch.error.QueueException;
import dev.clutch.queue.MessageQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Eight interpreters that put, send, select, make interpreters and threads by chance, while others are
 * interrupted and closed by chance. What was acknowledged must arrive, once; what was refused must not.
 *
 * <p>Runs for three seconds, or for as many as the system property {@code clutch.stress.seconds} says; the
 * seed is in the message of a failure, and can be given as {@code clutch.stress.seed}.
 */
public abstract class StressContract extends EngineContract {
    private static final int WORKERS = 8;
    private static final long SEED = Long.getLong("clutch.stress.seed", System.nanoTime());
    private static final Duration LENGTH = Duration.ofSeconds(Integer.getInteger("clutch.stress.seconds", 3));

    private static final String WORKER = """
            import itertools, random, threading
            from concurrent import interpreters
            from clutch import select

            rng = random.Random(seed)
            numbers = itertools.count()

            def item():
                return me, next(numbers)

            def acknowledged(function, obj, **kwargs):
                try:
                    function(obj, **kwargs)
                except (interpreters.QueueFull, TimeoutError):
                    refused.put(obj)
                else:
                    acks.put(obj)

            def put():
                acknowledged(rng.choice(queues).put, item(), timeout=rng.choice([None, 0.001, 0]))

            def put_many():
                batch = [item() for _ in range(rng.randrange(20))]
                rng.choice(queues).put_many(batch)
                acks.put_many(batch)

            def send():
                acknowledged(rng.choice(sends).send, item(), timeout=rng.choice([None, 0.001, 0]))

            def send_nowait():
                acknowledged(rng.choice(sends).send_nowait, item())

            def take():
                try:
                    select(*work, timeout=0.001)
                except TimeoutError:
                    pass

            def nest():
                inner = interpreters.create()
                inner.prepare_main(queue=work[0])
                inner.exec('queue.put(1); queue.get()')
                inner.close()

            def thread():
                helper = threading.Thread(target=lambda: work[1].put(work[0].qsize()))
                helper.start()
                helper.join()

            actions = [put] * 8 + [put_many, send, send_nowait, take, take] * 2 + [thread]
            while True:
                rng.choice(actions)()
                if rng.random() < 0.002:
                    nest()
            """;

    private final Random random = new Random(SEED);
    private final AtomicInteger lastWorker = new AtomicInteger();
    private final ConcurrentLinkedQueue<Object> received = new ConcurrentLinkedQueue<>();
    private final Set<Thread> consumers = ConcurrentHashMap.newKeySet();
    private final List<MessageQueue> queues = new ArrayList<>();
    private final List<Channel> channels = new ArrayList<>();

    /** For subclasses. */
    protected StressContract() {}

    /** An interpreter, and the work that goes on in it. */
    private record Worker(Interpreter interpreter, Background<Object> work) {}

    @Test
    @Timeout(value = 1, unit = TimeUnit.HOURS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void nothingIsLostAndNothingComesTwice() throws Exception {
        MessageQueue acks = interpreters().createQueue();
        MessageQueue refused = interpreters().createQueue();
        List<MessageQueue> work =
                List.of(interpreters().createQueue(), interpreters().createQueue());
        for (int i = 0; i < 3; i++) {
            queues.add(interpreters().createQueue(i == 0 ? 0 : 5 * i));
            channels.add(interpreters().createChannel());
        }
        queues.forEach(queue -> consume(queue::get));
        channels.forEach(channel -> consume(channel.receiver()::receive));
        Map<String, Object> names = Map.of(
                "queues", List.copyOf(queues),
                "sends", channels.stream().map(Channel::sender).toList(),
                "acks", acks,
                "refused", refused,
                "work", work);

        int disturbances = disturb(names);

        queues.forEach(queue -> queue.shutDown(false));
        channels.forEach(Channel::closeSending);
        for (Thread consumer : consumers) {
            consumer.join();
        }
        check(drain(acks), drain(refused), disturbances);
        acks.close();
        refused.close();
        work.forEach(MessageQueue::close);
        queues.forEach(MessageQueue::close);
        channels.forEach(Channel::close);
    }

    /** Something that Java takes from. */
    @FunctionalInterface
    private interface Source {
        @Nullable
        Object take() throws InterruptedException;
    }

    private void consume(Source source) {
        consumers.add(Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    received.add(java.util.Objects.requireNonNull(source.take()));
                }
            } catch (QueueException | ChannelException end) {
                // Shut down, and empty.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    /** Returns how often it has interrupted or closed an interpreter. */
    private int disturb(Map<String, Object> names) {
        List<Worker> workers = new ArrayList<>(
                IntStream.range(0, WORKERS).mapToObj(i -> start(names)).toList());
        int disturbances = 0;
        long deadline = System.nanoTime() + LENGTH.toNanos();
        while (System.nanoTime() < deadline) {
            int chosen = random.nextInt(WORKERS);
            Worker worker = workers.get(chosen);
            if (random.nextBoolean()) {
                worker.interpreter().interrupt();
            }
            if (random.nextBoolean() || !worker.work().thread().isAlive()) {
                worker.interpreter().close();
                workers.set(chosen, start(names));
            }
            disturbances++;
        }
        workers.forEach(worker -> worker.interpreter().close());
        workers.forEach(worker -> worker.work().failure());
        Await.until("inner interpreters are closed", () -> interpreters().list().size() <= 2);
        return disturbances;
    }

    private Worker start(Map<String, Object> names) {
        Interpreter interpreter = interpreters().create();
        interpreter.prepareMain(names);
        interpreter.prepareMain(Map.of("me", lastWorker.incrementAndGet(), "seed", random.nextInt()));
        return new Worker(interpreter, Background.run(() -> {
            try {
                interpreter.exec(WORKER);
            } catch (ClutchException end) {
                // Interrupted, or closed.
            }
        }));
    }

    private static Set<Object> drain(MessageQueue queue) {
        List<Object> all = new ArrayList<>();
        queue.asBlockingQueue().drainTo(all);
        return new HashSet<>(all);
    }

    private void check(Set<Object> acknowledged, Set<Object> refused, int disturbances) {
        Set<Object> arrived = new HashSet<>(received);
        String circumstances = "seed %d, %d disturbances, %d acknowledged, %d refused"
                .formatted(SEED, disturbances, acknowledged.size(), refused.size());
        // By sets: the assertions for collections compare each with each.
        Set<Object> lost = new HashSet<>(acknowledged);
        lost.removeAll(arrived);
        refused.retainAll(arrived);
        assertThat(received.size() - arrived.size())
                .as("came twice; %s", circumstances)
                .isZero();
        assertThat(lost).as("lost; %s", circumstances).isEmpty();
        assertThat(refused).as("refused, but came; %s", circumstances).isEmpty();
        assertThat(disturbances).isPositive();
        assertThat(acknowledged).isNotEmpty();
    }
}
