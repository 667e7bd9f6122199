package dev.clutch;

import dev.clutch.buffer.Buffer;
import dev.clutch.buffer.Buffers;
import dev.clutch.channel.Channel;
import dev.clutch.config.EngineConfig;
import dev.clutch.config.InterpreterConfig;
import dev.clutch.error.EngineUnavailableException;
import dev.clutch.error.InterpreterException;
import dev.clutch.host.HostFunctions;
import dev.clutch.lock.Locks;
import dev.clutch.message.Message;
import dev.clutch.pool.InterpreterPool;
import dev.clutch.pool.PoolConfig;
import dev.clutch.queue.MessageQueue;
import dev.clutch.queue.Unbound;
import dev.clutch.shared.SharedObjects;
import dev.clutch.spi.Engine;
import dev.clutch.spi.EngineInfo;
import dev.clutch.spi.EngineProvider;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The way in: Python interpreters in this process, whether Java or Python code made them. The same
 * registry is behind {@code concurrent.interpreters} in every one of them.
 *
 * <pre>{@code
 * try (var interpreters = Interpreters.open();
 *         var interpreter = interpreters.create()) {
 *     interpreter.exec("import math");
 *     Object root = interpreter.call("math:sqrt", 2.0);
 * }
 * }</pre>
 *
 * <p>Safe for use by many threads, virtual ones included. Opening takes the time that Python takes to
 * start (and the first time ever, to unpack it). A process has one Python: after a close, a second
 * open goes on with the same one.
 */
public final class Interpreters implements AutoCloseable {
    private final Registry registry = new Registry();
    private final AtomicLong made = new AtomicLong();
    private final Spares spares = new Spares(this);
    private final Commons commons;
    private final Engine engine;
    private final Interpreter main;
    private final Defaults defaults;
    private volatile boolean closed;

    private Interpreters(EngineProvider provider, EngineConfig config) {
        commons = new Commons(this, provider.memory());
        engine = provider.start(config, hostFunctions());
        main = new Interpreter(this, made.getAndIncrement(), engine.main(), InterpreterConfig.legacy());
        registry.add(main);
        defaults = new Defaults(engine, config.isolation(), main);
    }

    private HostFunctions hostFunctions() {
        HostFunctions table = new HostFunctions();
        commons.addTo(table);
        InterpreterFunctions.add(table, this);
        InterruptFunctions.add(table, this);
        LifecycleFunctions.add(table, this);
        Streams.addTo(table, registry);
        return table;
    }

    /**
     * Starts Python as the system properties say, {@link EngineConfig#fromEnvironment}.
     *
     * @throws EngineUnavailableException if no Python can be started; the message says the fix
     */
    public static Interpreters open() {
        return open(EngineConfig.fromEnvironment());
    }

    /**
     * Starts Python.
     *
     * @throws EngineUnavailableException if no Python can be started; the message says the fix
     */
    public static Interpreters open(EngineConfig config) {
        return new Interpreters(provider(), config);
    }

    private static EngineProvider provider() {
        ClassLoader loader = Interpreters.class.getClassLoader();
        return ServiceLoader.load(EngineProvider.class, loader)
                .findFirst()
                .orElseThrow(() -> new EngineUnavailableException(
                        "no engine on the class path or module path; add the dependency dev.clutch:clutch-cpython"));
    }

    /** What runs the interpreters. */
    public EngineInfo engine() {
        return engine.info();
    }

    /** The interpreter that was there first; it cannot be closed on its own. */
    public Interpreter main() {
        return main;
    }

    /**
     * Makes an interpreter that runs in parallel with all others, at the level of isolation that {@link EngineConfig}
     * says, and with the {@code sys.path} of the main one. Takes 10 to 40 ms, or 0.1 ms with a spare one.
     */
    public Interpreter create() {
        return create(InterpreterConfig.usual());
    }

    /**
     * Makes an interpreter, or takes a {@linkplain #spares spare} one. It stays until Java code closes it.
     *
     * @throws dev.clutch.error.ExecutionFailedException if a module cannot be preloaded
     */
    public Interpreter create(InterpreterConfig config) {
        requireOpen();
        InterpreterConfig decided = defaults.decide(config);
        Interpreter spare = spares.take(decided);
        Interpreter interpreter = spare == null ? make(decided) : spare;
        registry.add(interpreter);
        return interpreter;
    }

    /** See {@link Defaults}. */
    Defaults defaults() {
        return defaults;
    }

    /** As {@link #create(InterpreterConfig)}, with its output redirected before any code runs in it. */
    public Interpreter create(InterpreterConfig config, Output stdout, Output stderr) {
        Interpreter interpreter = create(config);
        interpreter.stdout(stdout);
        interpreter.stderr(stderr);
        return interpreter;
    }

    /** Makes an interpreter that nobody knows yet, from a config that leaves nothing open. */
    Interpreter make(InterpreterConfig config) {
        Interpreter interpreter = new Interpreter(this, made.getAndIncrement(), engine.create(config), config);
        try {
            interpreter.ownCode().preload(config.preload());
            return interpreter;
        } catch (RuntimeException | Error e) {
            interpreter.close();
            throw e;
        }
    }

    /** Interpreters in reserve, which {@link #create(InterpreterConfig)} and pools take in no time. */
    public Spares spares() {
        return spares;
    }

    /** The interpreters that are open, the oldest first. */
    public List<Interpreter> list() {
        return registry.list();
    }

    /**
     * The interpreter of that id.
     *
     * @throws dev.clutch.error.InterpreterNotFoundException if there is no such interpreter, or none any more
     */
    public Interpreter find(long id) {
        return registry.find(id);
    }

    /** Makes a queue that holds any number of items, and keeps those of interpreters that end. */
    public MessageQueue createQueue() {
        return createQueue(0, Unbound.KEEP);
    }

    /**
     * Makes a queue.
     *
     * @param maxSize how many items fit; zero or less for no bound
     */
    public MessageQueue createQueue(int maxSize) {
        return createQueue(maxSize, Unbound.KEEP);
    }

    /**
     * Makes a queue.
     *
     * @param maxSize how many items fit; zero or less for no bound
     * @param unbound what becomes of an item whose interpreter ends before it is taken. Python's queues
     *     have {@link Unbound#REPLACE} unless told otherwise.
     */
    public MessageQueue createQueue(int maxSize, Unbound unbound) {
        requireOpen();
        MessageQueue queue = commons.queues().create(maxSize, unbound);
        queue.references().add(MessageQueue.JAVA);
        return queue;
    }

    /**
     * The queue of that id.
     *
     * @throws dev.clutch.error.QueueException if there is no such queue, or none any more
     */
    public MessageQueue queue(long id) {
        return commons.queues().find(id);
    }

    /** The open queues, the oldest first. */
    public List<MessageQueue> queues() {
        return commons.queues().list();
    }

    /**
     * Makes a Java function a callable of Python, for whichever interpreter it is given to. Close it when it
     * is not to be given away any more.
     */
    public JavaCallable callable(JavaFunction function) {
        requireOpen();
        return commons.callables().create(function);
    }

    /** The callables that somebody refers to. */
    public List<JavaCallable> callables() {
        return commons.callables().list();
    }

    /** Makes a channel that keeps what is sent through it, also by interpreters that end. */
    public Channel createChannel() {
        return createChannel(Unbound.KEEP);
    }

    /**
     * Makes a channel. It stays open until Java code closes it or releases both its ends.
     *
     * @param unbound what becomes of an item whose interpreter ends before it is received. Python's
     *     channels have {@link Unbound#REPLACE} unless told otherwise.
     */
    public Channel createChannel(Unbound unbound) {
        requireOpen();
        return commons.channels().createForJava(unbound);
    }

    /**
     * The channel of that id, which may be closed.
     *
     * @throws dev.clutch.error.ChannelException if there is no such channel, or none any more
     */
    public Channel channel(long id) {
        return commons.channels().find(id);
    }

    /** The channels that somebody refers to, closed ones too, the oldest first. */
    public List<Channel> channels() {
        return commons.channels().list();
    }

    /** Makes locks, semaphores, events and barriers for all interpreters and for Java code. */
    public Locks locks() {
        return new Locks(shared());
    }

    /** The locks, dicts and lists that interpreters and Java code share; makes dicts and lists. */
    public SharedObjects shared() {
        requireOpen();
        return commons.shared();
    }

    /**
     * Makes a buffer that Java code holds, full of zeros.
     *
     * @param size how many bytes
     */
    public Buffer createBuffer(long size) {
        requireOpen();
        return commons.buffers().create(size, Buffers.JAVA);
    }

    /** How many buffers there are at this moment, whoever holds them, and how big they are. */
    public Buffers.Statistics bufferStatistics() {
        return commons.buffers().statistics();
    }

    /**
     * Makes a pool of interpreters. They are made when they are needed, and belong to the pool: nobody else
     * should use them.
     */
    public InterpreterPool createPool(PoolConfig config) {
        requireOpen();
        // Decided here, so that no worker ever waits for the main interpreter.
        return commons.pools().create(config.withInterpreter(defaults.decide(config.interpreter())));
    }

    /**
     * Runs the command line of an engine that {@linkplain EngineConfig#ownsProcess owns the process},
     * as a plain {@code python} would; on the thread that opened it, once. Blocks until it has ended.
     *
     * @return the exit status for the process
     */
    public int runMain() {
        return engine.runMain();
    }

    /**
     * Closes all pools, all interpreters but the main one, then all queues, channels, shared objects and buffers.
     * Blocks until they have ended.
     *
     * @throws dev.clutch.error.InterpreterException if one cannot be stopped; the others are closed
     */
    @Override
    public void close() {
        closed = true;
        try (engine;
                commons) {
            closeInterpreters(true);
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new InterpreterException("this Interpreters object is closed; open another one");
        }
    }

    /** Closes all interpreters but the main one, each even if another cannot be. */
    void closeInterpreters(boolean interruptThreads) {
        spares.close();
        registry.closeAll(interruptThreads);
    }

    /** See {@link Commons#senderEnded}. */
    void emptied(Interpreter interpreter) {
        commons.senderEnded(interpreter.id());
    }

    void ended(Interpreter interpreter) {
        registry.remove(interpreter);
        commons.interpreterEnded(interpreter.id());
        registry.dropReferences(interpreter);
    }

    /** A thread that may run Python code; not started. */
    Thread thread(String name, Runnable work) {
        return engine.thread(name, work);
    }

    /** Does the work on a thread that may run Python code for long. */
    void onServer(Runnable work) {
        engine.start(work);
    }

    Registry registry() {
        return registry;
    }

    Commons commons() {
        return commons;
    }

    /** The Java objects that cross by their ids. */
    Message.Handles known() {
        return commons.handles();
    }
}
