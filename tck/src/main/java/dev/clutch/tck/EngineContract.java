package dev.clutch.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clutch.Interpreter;
import dev.clutch.Interpreters;
import dev.clutch.channel.Channel;
import dev.clutch.config.InterpreterConfig;
import dev.clutch.queue.MessageQueue;
import dev.clutch.shared.Shared;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * What all suites share: one {@link Interpreters} for the class, a new interpreter for each test, and
 * a look after each test whether it has left anything behind.
 *
 * <p>Each test runs on a thread of its own, since a thread that hangs in native code can be given up
 * but not be interrupted.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class EngineContract {
    private @Nullable Interpreters interpreters;
    private @Nullable Interpreter python;
    private Set<Thread> threadsBefore = Set.of();
    private List<Interpreter> interpretersBefore = List.of();

    /** For subclasses. */
    protected EngineContract() {}

    /** Starts the engine; as the environment says unless a subclass knows better. */
    protected Interpreters open() {
        return Interpreters.open();
    }

    /** The interpreters of this class. */
    protected final Interpreters interpreters() {
        if (interpreters == null) {
            throw new IllegalStateException("the engine did not start");
        }
        return interpreters;
    }

    /** An own-GIL interpreter that was made for this test. */
    protected final Interpreter python() {
        if (python == null) {
            throw new IllegalStateException("no interpreter was made");
        }
        return python;
    }

    @BeforeAll
    final void openInterpreters() {
        interpreters = open();
    }

    @AfterAll
    final void closeInterpreters() {
        interpreters().close();
    }

    @BeforeEach
    final void makeInterpreter() {
        threadsBefore = nonDaemons();
        interpretersBefore = interpreters().list();
        python = interpreters().create(config());
    }

    /** What the interpreter of each test is made from. */
    protected InterpreterConfig config() {
        return InterpreterConfig.isolated();
    }

    @AfterEach
    final void leavesNothingBehind() {
        List<String> handlesLeft = interpreters().list().stream()
                .flatMap(interpreter -> interpreter.openHandles().stream())
                .toList();
        RuntimeException failure = close(python());
        List<Interpreter> interpretersLeft = interpreters().list().stream()
                .filter(interpreter -> !interpretersBefore.contains(interpreter) && interpreter != python)
                .toList();
        List<MessageQueue> queuesLeft = interpreters().queues();
        List<Channel> channelsLeft = interpreters().channels();
        List<Shared> sharedLeft = interpreters().shared().list();
        interpretersLeft.forEach(EngineContract::close);
        queuesLeft.forEach(MessageQueue::close);
        channelsLeft.forEach(Channel::close);
        if (failure != null) {
            throw failure;
        }
        assertThat(handlesLeft).as("handles left open").isEmpty();
        assertThat(interpretersLeft).as("interpreters left open").isEmpty();
        assertThat(queuesLeft).as("queues left open").isEmpty();
        assertThat(channelsLeft).as("channels that somebody refers to").isEmpty();
        assertThat(sharedLeft)
                .as("locks, dicts and lists that somebody refers to")
                .isEmpty();
        assertThat(interpreters().bufferStatistics().blocks())
                .as("buffers left")
                .isZero();
        Await.until("no thread is left", () -> threadsBefore.containsAll(nonDaemons()));
    }

    /** A failure to close one must not hinder the tests that follow. */
    private static @Nullable RuntimeException close(Interpreter interpreter) {
        try {
            interpreter.close();
            return null;
        } catch (RuntimeException e) {
            return e;
        }
    }

    /** Closes all interpreters and queues, and opens the engine again. */
    protected final Interpreters reopen() {
        interpreters().close();
        interpreters = open();
        interpretersBefore = interpreters.list();
        python = interpreters.create(config());
        return interpreters;
    }

    private static Set<Thread> nonDaemons() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.isDaemon() && thread != Thread.currentThread())
                .filter(thread -> !thread.getName().startsWith("junit"))
                .collect(Collectors.toSet());
    }

    /** The value of a Python expression, computed by the interpreter of this test. */
    protected final @Nullable Object evaluate(String expression) {
        return evaluate(python(), expression);
    }

    /** The value of a Python expression that needs none of the interpreter's names. */
    protected static @Nullable Object evaluate(Interpreter interpreter, String expression) {
        return interpreter.call("eval", expression, Map.of());
    }

    /** The value of a name in the interpreter's {@code __main__}. */
    protected static @Nullable Object valueOf(Interpreter interpreter, String name) {
        return interpreter.call(
                "eval", List.of("getattr(__import__('__main__'), name)", Map.of("name", name)), Map.of());
    }

    /** A queue that the given interpreter knows under the given name. */
    protected final MessageQueue queueIn(Interpreter interpreter, String name) {
        MessageQueue queue = interpreters().createQueue();
        interpreter.prepareMain(Map.of(name, queue));
        return queue;
    }
}
