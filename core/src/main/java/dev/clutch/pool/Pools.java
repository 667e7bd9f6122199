package dev.clutch.pool;

import dev.clutch.config.InterpreterConfig;
import dev.clutch.config.Restrictions;
import dev.clutch.error.InterpreterException;
import dev.clutch.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** All pools of one {@code Interpreters}. Safe for use by many threads. */
public final class Pools implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    /** Of the process: an id is never given out twice. */
    private static final AtomicLong LAST_ID = new AtomicLong();

    private final ConcurrentHashMap<Long, Executor> executors = new ConcurrentHashMap<>();
    private final Set<Pool> open = ConcurrentHashMap.newKeySet();
    private final Supply supply;
    private final Message.Handles handles;

    /**
     * No pools yet.
     *
     * @param handles finds the Java object of a handle that is a result
     */
    public Pools(Supply supply, Message.Handles handles) {
        this.supply = supply;
        this.handles = handles;
    }

    /** What an interpreter is made from where nobody says anything else. */
    InterpreterConfig usual() {
        return supply.usual();
    }

    /** Makes a pool for Java code. */
    public InterpreterPool create(PoolConfig config) {
        return new InterpreterPool(config, supply, handles, open);
    }

    /** Makes one for code of that interpreter. */
    Executor create(long interpreter, PoolConfig config) {
        Executor made = new Executor(LAST_ID.incrementAndGet(), interpreter, config, supply);
        executors.put(made.id(), made);
        return made;
    }

    /** What is kept from that interpreter. */
    Restrictions restrictionsOf(long interpreter) {
        return supply.restrictionsOf(interpreter);
    }

    /** What Java code threw, for an object of that interpreter. */
    Message hold(long interpreter, Throwable thrown) {
        return supply.hold(interpreter, thrown);
    }

    /** The one of that id, if code of that interpreter has made it; or null when it has ended. */
    @Nullable
    Executor find(long id, long interpreter) {
        Executor executor = executors.get(id);
        return executor != null && executor.interpreter() == interpreter ? executor : null;
    }

    /** It has ended. */
    void forget(Executor executor) {
        executors.remove(executor.id());
        executor.discardResults();
    }

    /** Ends the pools that code of that interpreter has made. Blocks until they have ended. */
    public void interpreterEnded(long interpreter) {
        List<Executor> orphans = executors.values().stream()
                .filter(executor -> executor.interpreter() == interpreter)
                .toList();
        end(orphans);
    }

    /** Ends all pools. Blocks until they have ended. */
    @Override
    public void close() {
        List<Pool> ofJava = new ArrayList<>(open);
        ofJava.forEach(Pool::abandon);
        end(new ArrayList<>(executors.values()));
        ofJava.forEach(Pools::awaitEnd);
    }

    private void end(List<Executor> ending) {
        ending.forEach(executor -> executors.remove(executor.id()));
        ending.forEach(executor -> executor.pool().abandon());
        ending.forEach(executor -> awaitEnd(executor.pool()));
        ending.forEach(Executor::discardResults);
    }

    private static void awaitEnd(Pool pool) {
        try {
            if (!pool.awaitEnd(TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS))) {
                throw new InterpreterException(
                        "the pool " + pool.config().name() + " cannot be ended: a task does not react to interrupts");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterpreterException(
                    "interrupted while ending the pool " + pool.config().name(), e);
        }
    }
}
