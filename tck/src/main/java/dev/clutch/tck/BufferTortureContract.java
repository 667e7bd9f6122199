package dev.clutch.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clutch.Interpreter;
import dev.clutch.queue.MessageQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Interpreters that do at random all that can be done with buffers, and all that must not be possible,
 * while some of them are closed in the middle of it and so are queues. Each knows of every buffer what
 * must be in it, and what each step must end with.
 */
public abstract class BufferTortureContract extends EngineContract {
    private static final int INTERPRETERS = 4;
    private static final int QUEUES = 3;
    private static final int STEPS = 1_500;

    private static final String WORKER = """
            import gc, random, struct
            from concurrent.interpreters import QueueEmpty, QueueFull
            from concurrent.interpreters._queues import QueueNotFoundError
            from clutch import Buffer

            class Known:
                def __init__(self, buffer, content, state):
                    self.buffer, self.content, self.state, self.views = buffer, content, state, []

                def free(self):
                    return not self.views

            def refused(step, *errors):
                try:
                    step()
                except errors or BufferError:
                    return
                raise AssertionError(f'{step} was not refused')

            class Worker:
                def __init__(self, seed, queues):
                    self.random = random.Random(seed)
                    self.queues = queues
                    self.known, self.gone, self.orphans = [], [], []

                def run(self, steps):
                    names = [name for name in dir(self) if name.startswith('do_')]
                    for _ in range(steps):
                        getattr(self, self.random.choice(names))()
                    for known in self.known:
                        self.check(known)
                    return 'done'

                def pick(self, *states):
                    fitting = [k for k in self.known if not states or k.state in states]
                    return self.random.choice(fitting) if fitting else self.do_make()

                def check(self, known):
                    assert bytes(known.buffer) == known.content
                    assert known.buffer.state == known.state
                    for view in known.views:
                        assert bytes(view) == known.content
                    assert known.buffer.exports == len(known.views)

                def do_make(self):
                    content = self.random.randbytes(self.random.choice((0, 1, 8, 100, 5000)))
                    self.known.append(Known(Buffer(content), content, 'owned'))
                    return self.known[-1]

                def do_check(self):
                    self.check(self.pick())

                def do_write(self):
                    known = self.pick()
                    content = self.random.randbytes(len(known.content))
                    if known.state == 'owned':
                        known.buffer[:] = content
                        known.content = content
                    elif content:
                        refused(lambda: known.buffer.__setitem__(0, 1), TypeError)

                def do_view(self):
                    known = self.pick()
                    known.views.append(self.random.choice((
                        lambda b: memoryview(b), lambda b: memoryview(b).toreadonly(), lambda b: memoryview(b)[:],
                        lambda b: memoryview(memoryview(b))))(known.buffer))

                def do_drop_view(self):
                    known = self.pick()
                    if known.views:
                        view = known.views.pop(self.random.randrange(len(known.views)))
                        if self.random.random() < 0.5:
                            view.release()

                def do_send(self):
                    known, queue = self.pick(), self.random.choice(self.queues)
                    fresh = Buffer(b'x')
                    cargo = [known.content, known.state, {'it': (known.buffer, fresh)}]
                    try:
                        queue.put_nowait(cargo)
                    except BufferError:
                        assert known.state == 'owned' and known.views
                    except (QueueFull, QueueNotFoundError):
                        assert known.state != 'owned' or not known.views
                    else:
                        assert known.state != 'owned' or not known.views
                        refused(lambda: fresh[0])
                        if known.state == 'owned':
                            self.known.remove(known)
                            self.gone.append(known.buffer)
                        return
                    assert bytes(fresh) == b'x'
                    self.check(known)

                def do_receive(self):
                    try:
                        item = self.random.choice(self.queues).get_nowait()
                    except (QueueEmpty, QueueNotFoundError):
                        return
                    content, state, inside = item
                    buffer, fresh = inside['it']
                    assert bytes(fresh) == b'x'
                    self.known.append(Known(buffer, content, state))
                    self.check(self.known[-1])

                def do_freeze(self):
                    known = self.pick()
                    if known.state == 'owned' and known.views:
                        refused(known.buffer.freeze)
                    else:
                        known.buffer.freeze()
                        known.state = 'frozen'

                def do_lend(self):
                    known = self.pick()
                    if known.state != 'owned' or known.views:
                        refused(known.buffer.lend().__enter__)
                        return
                    lending = known.buffer.lend()
                    borrowed = lending.__enter__()
                    assert bytes(borrowed) == known.content
                    refused(lambda: memoryview(known.buffer))
                    refused(known.buffer.release)
                    if self.random.random() < 0.5:
                        view = memoryview(borrowed)
                        refused(lambda: lending.__exit__(None, None, None))
                        refused(lambda: memoryview(borrowed))
                        assert bytes(view) == known.content
                        view.release()
                    else:
                        lending.__exit__(None, None, None)
                    refused(lambda: memoryview(borrowed))
                    self.check(known)

                def do_release(self):
                    known = self.pick()
                    if known.views:
                        refused(known.buffer.release)
                    else:
                        known.buffer.release()
                        self.known.remove(known)
                        self.gone.append(known.buffer)

                def do_forget(self):
                    known = self.pick()
                    self.known.remove(known)
                    # The views that are left keep the memory.
                    self.orphans.append((known.views, known.content))
                    if len(self.orphans) > 5:
                        views, content = self.orphans.pop(0)
                        assert all(bytes(view) == content for view in views)

                def do_forget_in_a_cycle(self):
                    known = self.pick()
                    self.known.remove(known)
                    known.views.append(known)
                    del known
                    if self.random.random() < 0.1:
                        gc.collect()

                def do_use_what_is_gone(self):
                    if self.gone:
                        gone = self.random.choice(self.gone)
                        self.random.choice((
                            lambda: refused(lambda: memoryview(gone)), lambda: refused(lambda: gone[0]),
                            lambda: refused(gone.freeze), lambda: refused(gone.lend().__enter__),
                            lambda: refused(lambda: self.queues[0].put_nowait(gone)), gone.release))()
                        if len(self.gone) > 50:
                            del self.gone[:25]

                def do_reach_beyond(self):
                    known = self.pick()
                    refused(lambda: known.buffer[len(known.content)], IndexError)
                    refused(lambda: struct.unpack_from('B', known.buffer, len(known.content)), struct.error)

            def work(seed, steps, *queues):
                return Worker(seed, queues).run(steps)
            """;

    /** For subclasses. */
    protected BufferTortureContract() {}

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void nothingIsSharedByMistakeOrLost(int seed) {
        Random random = new Random(seed);
        List<MessageQueue> queues = new ArrayList<>();
        for (int i = 0; i < QUEUES; i++) {
            queues.add(interpreters().createQueue(3));
        }
        List<Interpreter> workers = new ArrayList<>();
        List<Background<@Nullable Object>> runs = new ArrayList<>();
        for (int i = 0; i < INTERPRETERS; i++) {
            Interpreter worker = interpreters().create();
            worker.exec(WORKER);
            workers.add(worker);
            runs.add(start(worker, random.nextInt(), queues));
        }
        int victim = random.nextInt(INTERPRETERS);
        runs.get((victim + 1) % INTERPRETERS).join();
        workers.get(victim).close();
        queues.get(random.nextInt(QUEUES)).close();
        for (int i = 0; i < INTERPRETERS; i++) {
            if (i != victim) {
                assertThat(runs.get(i).join()).isEqualTo("done");
            }
        }
        // It was closed in the middle of its work, or has come to its end before.
        Throwable failure = runs.get(victim).failure();
        if (failure != null) {
            assertThat(failure).hasMessageMatching("(?s).*(KeyboardInterrupt|closed|SystemExit).*");
        }
        workers.forEach(Interpreter::close);
        queues.forEach(MessageQueue::close);
        assertThat(interpreters().bufferStatistics().blocks()).as("blocks left").isZero();
        assertThat(interpreters().bufferStatistics().holders())
                .as("holders left")
                .isZero();
    }

    private static Background<@Nullable Object> start(Interpreter worker, int seed, List<MessageQueue> queues) {
        List<Object> arguments = new ArrayList<>(List.of(seed, STEPS));
        arguments.addAll(queues);
        return Background.call(() -> worker.call("work", arguments.toArray()));
    }
}
