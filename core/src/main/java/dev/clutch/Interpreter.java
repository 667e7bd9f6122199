package dev.clutch;

import dev.clutch.config.InterpreterConfig;
import dev.clutch.error.ExecutionFailedException;
import dev.clutch.error.InterpreterException;
import dev.clutch.message.Message;
import dev.clutch.message.ReducedKinds;
import dev.clutch.message.Sendable;
import dev.clutch.queue.Timeout;
import dev.clutch.spi.EngineFunction;
import dev.clutch.spi.EngineInterpreter;
import dev.clutch.spi.InterpreterStatistics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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

    private final Interpreters owner;
    private final long id;
    private final long serial;
    private final EngineInterpreter engine;
    private final InterpreterConfig config;
    private final List<String> startPath;
    private final Runs runs;
    private final OwnCode ownCode;
    private final Referrers referrers = new Referrers(this);
    private final Handles handles = new Handles(this);
    private final Rehearsal rehearsal;
    private final Streams streams = new Streams(this);

    Interpreter(Interpreters owner, long serial, EngineInterpreter engine, InterpreterConfig config) {
        this.owner = owner;
        this.serial = serial;
        this.id = engine.id();
        this.engine = engine;
        this.config = config.withPath(List.of());
        this.startPath = config.path();
        this.runs = new Runs(engine);
        this.ownCode = new OwnCode(engine);
        this.rehearsal = new Rehearsal(this);
    }

    /** Names this interpreter in both languages; never given to another one. The main one has 0. */
    public long id() {
        return id;
    }

    /** Higher than that of all that were made before it, which cannot be said of its id. */
    long serial() {
        return serial;
    }

    /** What it was made from; the path is left out, since Python code may have changed it. */
    public InterpreterConfig config() {
        return config;
    }

    /** The path that it was made with. */
    List<String> startPath() {
        return startPath;
    }

    /** Whether a thread is running code in it that {@code exec} or {@code call} began. */
    public boolean isRunning() {
        return id == MAIN_ID || runs.any();
    }

    /**
     * Whether a call goes on in it whose deadline has passed, since its code does not react to interrupts.
     * Until that has ended, the interpreter refuses all other calls.
     */
    public boolean isStuck() {
        return runs.isStuck();
    }

    /**
     * This interpreter, with a deadline for each call. A call then runs on another thread, so that the
     * caller can have its own back. Going there and back costs 12 µs when both threads are awake (measured),
     * and up to ten times as much when they are not.
     *
     * <p>When first asked for, blocks until the interpreter has loaded what tells of exceptions, some 20 ms, but no
     * longer than the limit.
     *
     * @param limit how long a call may take, from the moment in which it is asked for
     */
    public TimedInterpreter within(Duration limit) {
        try {
            rehearse(Timeout.of(limit));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new TimedInterpreter(this, limit);
    }

    /** See {@link Rehearsal}. */
    void rehearse(Timeout longest) throws InterruptedException {
        rehearsal.await(longest);
    }

    /**
     * Runs source text in the interpreter's {@code __main__}. Blocks until it is done.
     *
     * @throws ExecutionFailedException if it raises, {@code SystemExit} included
     */
    public void exec(String source) {
        runs.with(() -> engine.exec(source)).orThrow();
    }

    /**
     * The value of an expression in the interpreter's {@code __main__}. Blocks until it is known.
     *
     * @return a copy, converted as {@link Message} says
     * @throws ExecutionFailedException if it raises, or is no expression
     * @throws dev.clutch.error.NotShareableException if the value cannot cross
     */
    public @Nullable Object eval(String expression) {
        return eval(expression, Map.of());
    }

    /**
     * As {@link #eval(String)}; the expression sees these names too, before those of {@code __main__}, which
     * does not get them.
     */
    public @Nullable Object eval(String expression, Map<String, ? extends @Nullable Object> names) {
        return handles.call("evaluate", expression, names);
    }

    /**
     * A handle of an object that stays in this interpreter, to be closed. Blocks until it is found.
     *
     * @param name {@code "module:qualified.name"}, or a name in {@code __main__} or the builtins
     * @throws ExecutionFailedException if there is none
     */
    public PythonObject ref(String name) {
        return handles.hold("hold_name", name);
    }

    /** A handle of an expression's value, which stays in this interpreter; see {@link #eval(String)} and {@link #ref}. */
    public PythonObject evalRef(String expression) {
        return evalRef(expression, Map.of());
    }

    /** As {@link #evalRef(String)}, with names as in {@link #eval(String, Map)}. */
    public PythonObject evalRef(String expression, Map<String, ? extends @Nullable Object> names) {
        return handles.hold("hold_value", expression, names);
    }

    /** A handle of an object that Python code holds for Java code. */
    PythonObject adopt(long id) {
        return handles.adopt(id);
    }

    /**
     * Says where the text goes that Python code writes to {@code sys.stdout} from now on. Blocks until the interpreter
     * has heard it. Safe at any time, also while it runs code.
     *
     * @throws ExecutionFailedException if the reader before throws when it gets what was printed for it; that is lost,
     *     and the new one is there all the same
     */
    public void stdout(Output output) {
        streams.redirect(Streams.Stream.stdout, output);
    }

    /** As {@link #stdout}, for {@code sys.stderr}. */
    public void stderr(Output output) {
        streams.redirect(Streams.Stream.stderr, output);
    }

    Streams streams() {
        return streams;
    }

    /** The handles of its objects that are open, each as a text that says where it was made. */
    public List<String> openHandles() {
        return handles.open();
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
        return call(function, Arrays.asList(arguments), Map.of());
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
        return new PythonFunction(this, runs.function(Message.of(name)));
    }

    /** Binds names in the interpreter's {@code __main__}. */
    public void prepareMain(Map<String, ? extends @Nullable Object> names) {
        runs.requireFree();
        Message message = Message.of(names, known());
        try {
            engine.prepareMain(message).orThrow();
        } finally {
            message.cargo().settle();
        }
    }

    /**
     * Makes the interpreter nearly new, sooner than a new one is made: empties {@code __main__}, and those of
     * other interpreters whose functions were sent here; forgets the modules that were imported since it was made,
     * which are imported anew when they are wanted; gives {@code sys} and {@code builtins} the attributes
     * back that they had, with {@code sys.path} and its like as they were, and the process's own streams; and collects
     * garbage. Blocks until that is done.
     *
     * <p>What stays: modules of the standard library and of Clutch, packages with extension modules and what was preloaded,
     * with what was set in them; exit handlers, which run at its end; the environment, the working directory, open
     * files, thread locals and context variables; and objects that something of all this refers to, or
     * another interpreter, Java code or C code.
     *
     * @throws InterpreterException for the main interpreter, while code runs in it, or while threads are alive
     *     that it has started; nothing has changed then
     * @throws ExecutionFailedException if it was interrupted; some of it is done then
     */
    public void reset() {
        long threads = runs.alone(ownCode::reset);
        if (threads > 0) {
            throw new InterpreterException("interpreter " + id + " cannot be reset: " + threads
                    + " of the threads that it has started are alive; let them end first");
        }
        streams.inherit();
    }

    /**
     * Raises {@code KeyboardInterrupt} in whatever others have begun in the interpreter, and it is running or waiting
     * in; the threads that its own code has started go on. Returns at once; does nothing when it is idle.
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
        owner.ended(this);
    }

    @Override
    public Message asMessage() {
        return new Message.Reduced(ReducedKinds.INTERPRETER, new Message.Int(id));
    }

    @Override
    public String toString() {
        return "Interpreter[" + id + "]";
    }

    /** The Java objects that cross by their ids. */
    Message.Handles known() {
        return owner.known();
    }

    @Nullable
    Object call(EngineFunction function, List<? extends @Nullable Object> arguments, List<Message.Entry> keywords) {
        List<Message> messages = new ArrayList<>(arguments.size());
        // Not by runs.with(...): the JIT would not see through its lambda, and calls are many.
        runs.begin();
        try {
            for (Object argument : arguments) {
                messages.add(Message.of(argument, known()));
            }
            return function.call(messages, keywords).orThrow().toJava(known());
        } finally {
            runs.end();
            for (Message message : messages) {
                message.cargo().settle();
            }
        }
    }

    /** Begins work that has to be done before the timeout. */
    <T> TimedRun<T> start(Supplier<T> work, Timeout timeout) {
        runs.requireFree();
        return new TimedRun<>(this, runs, timeout, work).begin();
    }

    /** Does the work on a thread that may run Python code for long. */
    void onServer(Runnable work) {
        owner.onServer(work);
    }

    /** Interrupts what the thread does in this interpreter; false if it does nothing in it. */
    boolean interrupt(Thread thread) {
        return engine.interrupt(thread);
    }

    EngineInterpreter engine() {
        return engine;
    }

    /** Runs what Python code and pools have sent. */
    Runs runs() {
        return runs;
    }

    OwnCode ownCode() {
        return ownCode;
    }

    Referrers referrers() {
        return referrers;
    }
}
