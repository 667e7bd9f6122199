package dev.clutch;

import dev.clutch.config.InterpreterConfig;
import dev.clutch.error.ExecutionFailedException;
import dev.clutch.error.InterpreterException;
import dev.clutch.message.Message;
import dev.clutch.message.ReducedKinds;
import dev.clutch.message.Sendable;
import dev.clutch.queue.References;
import dev.clutch.spi.EngineFunction;
import dev.clutch.spi.EngineInterpreter;
import dev.clutch.spi.InterpreterStatistics;
import dev.clutch.spi.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One isolated Python interpreter (PEP 734). Make one with {@link Interpreters#create}.
 *
 * <p>Any thread may call, virtual ones included, also several at once: each call enters the
 * interpreter on the calling thread and blocks until it is done; the interpreter's own lock decides
 * who runs. Values cross as {@link Message} says.
 */
public final class Interpreter implements Sendable, AutoCloseable {
    static final long MAIN_ID = 0;

    private static final Outcome NOTHING = new Outcome.Returned(Message.None.NONE);

    private final Interpreters owner;
    private final long id;
    private final EngineInterpreter engine;
    private final InterpreterConfig config;
    private final AtomicInteger running = new AtomicInteger();
    private final References references = new References();
    private volatile boolean linked;

    Interpreter(Interpreters owner, EngineInterpreter engine, InterpreterConfig config) {
        this.owner = owner;
        this.id = engine.id();
        this.engine = engine;
        this.config = config;
    }

    /** Names this interpreter in both languages; never given to another one. The main one has 0. */
    public long id() {
        return id;
    }

    /** What it was made from. */
    public InterpreterConfig config() {
        return config;
    }

    /** Whether a thread is running code in it that {@code exec} or {@code call} began. */
    public boolean isRunning() {
        return id == MAIN_ID || running.get() > 0;
    }

    /**
     * Runs source text in the interpreter's {@code __main__}. Blocks until it is done.
     *
     * @throws ExecutionFailedException if it raises, {@code SystemExit} included
     */
    public void exec(String source) {
        running(() -> engine.exec(source)).orThrow();
    }

    /**
     * Calls a Python function. Blocks until it is done.
     *
     * @param function {@code "module:qualified.name"}, or a name in {@code __main__} or the builtins
     * @param arguments its positional arguments
     * @return its result, converted as {@link Message} says
     * @throws ExecutionFailedException if it raises, or there is no such function
     * @throws dev.clutch.error.NotShareableException if an argument or the result cannot cross
     */
    public @Nullable Object call(String function, @Nullable Object... arguments) {
        return call(function, java.util.Arrays.asList(arguments), Map.of());
    }

    /**
     * Calls a Python function with keyword arguments too; see {@link #call(String, Object...)}.
     */
    public @Nullable Object call(
            String function,
            List<? extends @Nullable Object> arguments,
            Map<String, ? extends @Nullable Object> keywords) {
        try (PythonFunction held = function(function)) {
            return held.call(arguments, keywords);
        }
    }

    /**
     * Looks a Python function up once, to be called many times.
     *
     * @param name {@code "module:qualified.name"}, or a name in {@code __main__} or the builtins
     * @throws ExecutionFailedException if there is no such function
     */
    public PythonFunction function(String name) {
        Message named = new Message.Reduced(ReducedKinds.NAME, Message.of(name));
        return new PythonFunction(this, running(() -> engine.function(named)));
    }

    /** Binds names in the interpreter's {@code __main__}. */
    public void prepareMain(Map<String, ? extends @Nullable Object> names) {
        Message message = Message.of(names);
        try {
            prepareMain(message).orThrow();
        } finally {
            message.cargo().settle();
        }
    }

    /**
     * Raises {@code KeyboardInterrupt} in whatever the interpreter is running or waiting in. Returns
     * at once; does nothing when it is idle.
     */
    public void interrupt() {
        engine.interrupt();
    }

    /** Numbers about it, as of this moment. Returns at once, whatever the interpreter does. */
    public InterpreterStatistics statistics() {
        return engine.statistics();
    }

    /**
     * Ends the interpreter: interrupts what runs in it, joins its threads, runs its exit handlers and
     * frees it. Blocks until that is done. Harmless when repeated.
     *
     * @throws InterpreterException for the main interpreter, or if code in it cannot be stopped
     */
    @Override
    public void close() {
        close(true);
    }

    /** As {@link #close}; {@code interruptThreads} is false where CPython would wait for them. */
    void close(boolean interruptThreads) {
        if (id == MAIN_ID) {
            throw new InterpreterException("cannot destroy the main interpreter; close the Interpreters object");
        }
        engine.close(interruptThreads, () -> owner.emptied(this));
        owner.forget(this);
    }

    @Override
    public Message asMessage() {
        return new Message.Reduced(ReducedKinds.INTERPRETER, new Message.Int(id));
    }

    @Override
    public String toString() {
        return "Interpreter[" + id + "]";
    }

    /** {@code exec} under the rule of PEP 734 that one thread at a time runs an interpreter. */
    Outcome execAlone(Message code, Message.Dict names) {
        return alone(() -> {
            Outcome prepared = names.entries().isEmpty() ? NOTHING : engine.prepareMain(names);
            return prepared instanceof Outcome.Returned ? engine.exec(code) : prepared;
        });
    }

    /** {@code call} under the rule of PEP 734 that one thread at a time runs an interpreter. */
    Outcome callAlone(Message callable, Message arguments, Message keywords) {
        return alone(() -> engine.call(callable, arguments, keywords));
    }

    private Outcome prepareMain(Message names) {
        return engine.prepareMain(names);
    }

    /** {@code prepareMain} under the rule of PEP 734 that one thread at a time runs an interpreter. */
    Outcome prepareMainAlone(Message names) {
        return alone(() -> engine.prepareMain(names));
    }

    @Nullable
    Object call(EngineFunction function, List<? extends @Nullable Object> arguments, List<Message.Entry> keywords) {
        List<Message> messages = new ArrayList<>(arguments.size());
        // Not by running(...): the JIT would not see through its lambda, and calls are many.
        running.incrementAndGet();
        try {
            for (Object argument : arguments) {
                messages.add(Message.of(argument));
            }
            return function.call(messages, keywords).orThrow().toJava(owner::resolve);
        } finally {
            running.decrementAndGet();
            for (Message message : messages) {
                message.cargo().settle();
            }
        }
    }

    private <T> T running(Supplier<T> work) {
        running.incrementAndGet();
        try {
            return work.get();
        } finally {
            running.decrementAndGet();
        }
    }

    private <T> T alone(Supplier<T> work) {
        if (id == MAIN_ID || !running.compareAndSet(0, 1)) {
            throw new InterpreterException("interpreter already running");
        }
        try {
            return work.get();
        } finally {
            running.decrementAndGet();
        }
    }

    /** A party has made it, to be closed when the last reference is dropped. */
    void linkToReferences(long maker) {
        references.madeBy(maker);
        linkToReferences();
    }

    /** From now on the interpreter is to be closed when the last reference is dropped. */
    void linkToReferences() {
        linked = true;
    }

    /** An interpreter has one more Python object that stands for this one. */
    void addReference(long party) {
        references.add(party);
    }

    /** It has one less. Closes this interpreter if that was the last, and that is wanted. */
    void dropReference(long party) {
        closeIf(references.drop(party) && party != id);
    }

    /** It has ended. */
    void dropReferences(long party) {
        closeIf(references.dropAll(party));
    }

    private void closeIf(boolean unreferenced) {
        if (unreferenced && linked) {
            close(false);
        }
    }
}
