package dev.clutch.tck;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clutch.Interpreter;
import dev.clutch.buffer.Buffer;
import dev.clutch.channel.Channel;
import dev.clutch.error.ChannelException;
import dev.clutch.error.ClutchException;
import dev.clutch.error.QueueException;
import dev.clutch.lock.Locks;
import dev.clutch.lock.SharedLock;
import dev.clutch.message.Message;
import dev.clutch.message.PyTuple;
import dev.clutch.queue.MessageQueue;
import dev.clutch.shared.Shared;
import dev.clutch.shared.SharedDict;
import dev.clutch.shared.SharedList;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
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
 * Eight interpreters that put, send, select, lend, lock, share, make interpreters and threads by chance, while others
 * are interrupted and closed by chance. What was acknowledged must arrive, once; what was refused must not. What only one
 * may do at a time, under a lock or by altering a shared dict, nobody does at the same time.
 *
 * <p>Runs for three seconds, or for as many as the system property {@code clutch.stress.seconds} says; the
 * seed is in the message of a failure, and can be given as {@code clutch.stress.seed}.
 */
public abstract class StressContract extends EngineContract {
    private static final int WORKERS = 8;
    private static final int LARGE = 300_000;
    private static final long SEED = Long.getLong("clutch.stress.seed", System.nanoTime());
    private static final Duration LENGTH = Duration.ofSeconds(Integer.getInteger("clutch.stress.seconds", 3));

    private final Random random = new Random(SEED);
    private final AtomicInteger lastWorker = new AtomicInteger();
    private final ConcurrentLinkedQueue<Object> received = new ConcurrentLinkedQueue<>();
    private final Set<Thread> consumers = ConcurrentHashMap.newKeySet();
    private final List<MessageQueue> queues = new ArrayList<>();
    private final List<Channel> channels = new ArrayList<>();

    private final Map<String, MessageQueue> reports = new HashMap<>();
    private @Nullable SharedList roll;
    private @Nullable SharedDict ledger;

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
        Map<String, Object> names = new HashMap<>(shared());
        names.put("queues", List.copyOf(queues));
        names.put("sends", channels.stream().map(Channel::sender).toList());
        names.put("acks", acks);
        names.put("refused", refused);
        names.put("work", work);

        int disturbances = disturb(names);

        queues.forEach(queue -> queue.shutDown(false));
        channels.forEach(Channel::closeSending);
        for (Thread consumer : consumers) {
            consumer.join();
        }
        check(drain(acks), drain(refused), disturbances);
        checkShared();
        acks.close();
        refused.close();
        work.forEach(MessageQueue::close);
        queues.forEach(MessageQueue::close);
        channels.forEach(Channel::close);
    }

    private Map<String, Object> shared() throws InterruptedException {
        Locks locks = interpreters().locks();
        List<SharedLock> both = List.of(locks.createLock(), locks.createReentrantLock());
        ledger = interpreters().shared().createDict();
        ledger.put(Message.of("altered"), Message.of(0));
        for (SharedLock lock : both) {
            ledger.put(Message.of(Long.toString(lock.id())), Message.of(0));
        }
        roll = interpreters().shared().createList();
        for (String name : List.of("loans", "tickets", "enrolled")) {
            reports.put(name, interpreters().createQueue(name.equals("loans") ? 2 : 0));
        }
        Map<String, Object> names = new HashMap<>(reports);
        names.put("locks", both);
        names.put("ledger", ledger);
        names.put("roll", roll);
        names.put("semaphore", locks.createSemaphore(2));
        names.put("event", locks.createEvent());
        return names;
    }

    /** No ticket was given out twice, and every acknowledged one was counted; the same of the roll. */
    private void checkShared() {
        List<Object> tickets = new ArrayList<>();
        requireNonNull(reports.get("tickets")).asBlockingQueue().drainTo(tickets);
        assertThat(tickets).as("tickets; seed %d", SEED).isNotEmpty();
        assertThat(new HashSet<>(tickets)).as("tickets; seed %d", SEED).hasSameSizeAs(tickets);
        for (Object ticket : tickets) {
            PyTuple pair = (PyTuple) ticket;
            Message last = requireNonNull(requireNonNull(ledger).get(Message.of(pair.getFirst())));
            assertThat((Long) last.toJava()).isGreaterThanOrEqualTo((Long) pair.get(1));
        }
        List<@Nullable Object> listed = new ArrayList<>(requireNonNull(roll).asList());
        Set<@Nullable Object> onRoll = new HashSet<>(listed);
        assertThat(listed.size() - onRoll.size())
                .as("on the roll twice; seed %d", SEED)
                .isZero();
        Set<Object> lost = drain(requireNonNull(reports.get("enrolled")));
        lost.removeAll(onRoll);
        assertThat(lost).as("not on the roll; seed %d", SEED).isEmpty();
        interpreters().shared().list().forEach(Shared::close);
        reports.values().forEach(MessageQueue::close);
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
                    received.add(unpacked((PyTuple) requireNonNull(source.take())));
                }
            } catch (QueueException | ChannelException end) {
                // Shut down, and empty.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    /** Two numbers, perhaps with a buffer that has them too, or with a large text. */
    private static PyTuple unpacked(PyTuple item) {
        PyTuple number = PyTuple.of(item.get(0), item.get(1));
        if (item.size() > 2 && item.get(2) instanceof Buffer buffer) {
            try (buffer;
                    Arena arena = Arena.ofConfined()) {
                String written = StandardCharsets.US_ASCII
                        .decode(buffer.segment(arena).asByteBuffer())
                        .toString();
                assertThat(written).isEqualTo("(%s, %s)".formatted(number.get(0), number.get(1)));
            }
        } else if (item.size() > 2) {
            assertThat((String) item.get(2)).hasSize(LARGE);
        }
        return number;
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
                interpreter.exec(StressScript.SOURCE);
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
