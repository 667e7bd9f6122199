package dev.clutch;

import dev.clutch.buffer.Buffer;
import dev.clutch.buffer.Buffers;
import dev.clutch.channel.Channel;
import dev.clutch.channel.Channels;
import dev.clutch.config.EngineConfig;
import dev.clutch.config.InterpreterConfig;
import dev.clutch.config.Restrictions;
import dev.clutch.error.EngineUnavailableException;
import dev.clutch.error.InterpreterException;
import dev.clutch.error.InterpreterNotFoundException;
import dev.clutch.host.BufferFunctions;
import dev.clutch.host.ChannelFunctions;
import dev.clutch.host.HostFunctions;
import dev.clutch.host.LockFunctions;
import dev.clutch.host.QueueFunctions;
import dev.clutch.host.SharedFunctions;
import dev.clutch.host.ThreadFunctions;
import dev.clutch.host.WaitFunctions;
import dev.clutch.lock.Locks;
import dev.clutch.message.Message;
import dev.clutch.pool.InterpreterPool;
import dev.clutch.pool.PoolConfig;
import dev.clutch.pool.PoolFunctions;
import dev.clutch.pool.Pools;
import dev.clutch.queue.Doorbells;
import dev.clutch.queue.MessageQueue;
import dev.clutch.queue.Queues;
import dev.clutch.queue.Unbound;
import dev.clutch.queue.Waiters;
import dev.clutch.shared.SharedObjects;
import dev.clutch.spi.Engine;
import dev.clutch.spi.EngineInfo;
import dev.clutch.spi.EngineProvider;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

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
    private final ConcurrentHashMap<Long, Interpreter> byId = new ConcurrentHashMap<>();
    private final Queues queues = new Queues(this::resolve);
    private final Channels channels = new Channels(this::resolve);
    private final AtomicLong made = new AtomicLong();
    private final Buffers buffers;
    private final Doorbells doorbells = new Doorbells();
    private final Waiters waiters = new Waiters();
    private final Thrown thrown = new Thrown();
    private final Callables callables = new Callables(this::resolve, thrown);
    private final SharedObjects shared = new SharedObjects(this::resolve);
    private final Resolver resolver = new Resolver(this, channels, callables, shared);
    private final Pools pools = new Pools(new PoolSupply(this), resolver);
    private final Spares spares = new Spares(this);
    private final Engine engine;
    private volatile boolean closed;
    private final Interpreter main;
    private final Defaults defaults;

    private Interpreters(EngineProvider provider, EngineConfig config) {
        buffers = new Buffers(provider.memory());
        HostFunctions functions = new HostFunctions();
        BufferFunctions.add(functions, buffers);
        QueueFunctions.add(functions, queues);
        ChannelFunctions.add(functions, channels);
        WaitFunctions.add(functions, queues, channels, doorbells);
        ThreadFunctions.add(functions, waiters);
        LockFunctions.add(functions, shared);
        SharedFunctions.add(functions, shared);
        InterpreterFunctions.add(functions, this);
        callables.addTo(functions);
        thrown.addTo(functions);
        Streams.addTo(functions, this::find);
        LifecycleFunctions.add(functions, this);
        PoolFunctions.add(functions, pools);
        engine = provider.start(config, functions);
        main = new Interpreter(this, made.getAndIncrement(), engine.main(), mainConfig());
        byId.put(main.id(), main);
        defaults = new Defaults(engine, config.isolation(), main);
    }

    private static InterpreterConfig mainConfig() {
        return InterpreterConfig.legacy();
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
        if (closed) {
            throw new InterpreterException("this Interpreters object is closed");
        }
        InterpreterConfig decided = defaults.decide(config);
        Interpreter spare = spares.take(decided);
        Interpreter interpreter = spare == null ? make(decided) : spare;
        byId.put(interpreter.id(), interpreter);
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
            interpreter.preload();
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
        List<Interpreter> all = new ArrayList<>(byId.values());
        all.sort(Comparator.comparingLong(Interpreter::serial));
        return all;
    }

    /**
     * The interpreter of that id.
     *
     * @throws InterpreterNotFoundException if there is no such interpreter, or none any more
     */
    public Interpreter find(long id) {
        Interpreter interpreter = findOrNull(id);
        if (interpreter == null) {
            throw new InterpreterNotFoundException(id);
        }
        return interpreter;
    }

    /** The one that code of another wants to use: what is restricted has nobody do for it what it must not do. */
    Interpreter find(long id, long user) {
        Interpreter found = find(id);
        Restrictions own = restrictionsOf(user);
        if (!own.equals(Restrictions.none()) && !own.equals(found.config().restrictions())) {
            throw new InterpreterException("interpreter " + user + " is restricted, and " + id
                    + " is not in the same way: it may use only those that it has made");
        }
        return found;
    }

    /** Those of an interpreter; none for one that is not known yet, since it is being set up. */
    Restrictions restrictionsOf(long id) {
        Interpreter interpreter = findOrNull(id);
        return interpreter == null ? Restrictions.none() : interpreter.config().restrictions();
    }

    @Nullable
    Interpreter findOrNull(long id) {
        return byId.get(id);
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
        if (closed) {
            throw new InterpreterException("this Interpreters object is closed");
        }
        MessageQueue queue = queues.create(maxSize, unbound);
        queue.references().add(MessageQueue.JAVA);
        return queue;
    }

    /**
     * The queue of that id.
     *
     * @throws dev.clutch.error.QueueException if there is no such queue, or none any more
     */
    public MessageQueue queue(long id) {
        return queues.find(id);
    }

    /** The open queues, the oldest first. */
    public List<MessageQueue> queues() {
        return queues.list();
    }

    /**
     * Makes a Java function a callable of Python, for whichever interpreter it is given to. Close it when it
     * is not to be given away any more.
     */
    public JavaCallable callable(JavaFunction function) {
        if (closed) {
            throw new InterpreterException("this Interpreters object is closed");
        }
        return callables.create(function);
    }

    /** The callables that somebody refers to. */
    public List<JavaCallable> callables() {
        return callables.list();
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
        if (closed) {
            throw new InterpreterException("this Interpreters object is closed");
        }
        return channels.createForJava(unbound);
    }

    /**
     * The channel of that id, which may be closed.
     *
     * @throws dev.clutch.error.ChannelException if there is no such channel, or none any more
     */
    public Channel channel(long id) {
        return channels.find(id);
    }

    /** The channels that somebody refers to, closed ones too, the oldest first. */
    public List<Channel> channels() {
        return channels.list();
    }

    /** Makes locks, semaphores, events and barriers for all interpreters and for Java code. */
    public Locks locks() {
        return new Locks(shared());
    }

    /** The locks, dicts and lists that interpreters and Java code share; makes dicts and lists. */
    public SharedObjects shared() {
        if (closed) {
            throw new InterpreterException("this Interpreters object is closed");
        }
        return shared;
    }

    /**
     * Makes a buffer that Java code holds, full of zeros.
     *
     * @param size how many bytes
     */
    public Buffer createBuffer(long size) {
        if (closed) {
            throw new InterpreterException("this Interpreters object is closed");
        }
        return buffers.create(size, Buffers.JAVA);
    }

    /** How many buffers there are at this moment, whoever holds them, and how big they are. */
    public Buffers.Statistics bufferStatistics() {
        return buffers.statistics();
    }

    /**
     * Makes a pool of interpreters. They are made when they are needed, and belong to the pool: nobody else
     * should use them.
     */
    public InterpreterPool createPool(PoolConfig config) {
        if (closed) {
            throw new InterpreterException("this Interpreters object is closed");
        }
        // Decided here, so that no worker ever waits for the main interpreter.
        return pools.create(config.withInterpreter(defaults.decide(config.interpreter())));
    }

    /** A thread that may run Python code; not started. */
    Thread thread(String name, Runnable work) {
        return engine.thread(name, work);
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
        try (pools) {
            closeInterpreters(true);
        } finally {
            queues.close();
            doorbells.close();
            channels.close();
            shared.close();
            buffers.close();
            engine.close();
        }
    }

    /** Closes all interpreters but the main one, each even if another cannot be. */
    void closeInterpreters(boolean interruptThreads) {
        spares.close();
        RuntimeException failure = null;
        for (Interpreter interpreter : list()) {
            try {
                if (interpreter != main) {
                    interpreter.close(interruptThreads);
                }
            } catch (RuntimeException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    Thrown thrown() {
        return thrown;
    }

    /** Its code has run, its objects are still there: what it has sent and nobody received goes first. */
    void emptied(Interpreter interpreter) {
        queues.senderEnded(interpreter.id());
        channels.senderEnded(interpreter.id());
    }

    Runnable bell(long doorbell) {
        return doorbells.find(doorbell).bell(0);
    }

    void onServer(Runnable work) {
        engine.start(work);
    }

    void forget(Interpreter interpreter) {
        byId.remove(interpreter.id());
        queues.interpreterEnded(interpreter.id());
        channels.interpreterEnded(interpreter.id());
        doorbells.interpreterEnded(interpreter.id());
        waiters.interpreterEnded(interpreter.id());
        callables.interpreterEnded(interpreter.id());
        thrown.interpreterEnded(interpreter.id());
        pools.interpreterEnded(interpreter.id());
        list().forEach(other -> other.referrers().dropAll(interpreter.id()));
        shared.interpreterEnded(interpreter.id());
        buffers.interpreterEnded(interpreter.id());
    }

    Object resolve(Message.Reduced reduced) {
        return resolver.resolve(reduced);
    }

    /** The Java objects that cross by their ids. */
    Message.Handles known() {
        return resolver;
    }
}
