package dev.clutch;

import dev.clutch.buffer.Buffers;
import dev.clutch.buffer.MemorySource;
import dev.clutch.channel.Channels;
import dev.clutch.host.BufferFunctions;
import dev.clutch.host.ChannelFunctions;
import dev.clutch.host.HostFunctions;
import dev.clutch.host.LockFunctions;
import dev.clutch.host.QueueFunctions;
import dev.clutch.host.SharedFunctions;
import dev.clutch.host.ThreadFunctions;
import dev.clutch.host.WaitFunctions;
import dev.clutch.pool.PoolFunctions;
import dev.clutch.pool.Pools;
import dev.clutch.queue.Doorbells;
import dev.clutch.queue.Queues;
import dev.clutch.queue.Waiters;
import dev.clutch.shared.SharedObjects;

/** What all interpreters have in common: queues, channels, buffers and whatever else has an id, but they themselves. */
final class Commons implements AutoCloseable {
    private final Resolver resolver;
    private final Queues queues;
    private final Channels channels;
    private final SharedObjects shared;
    private final Callables callables;
    private final Pools pools;
    private final Buffers buffers;
    private final Doorbells doorbells = new Doorbells();
    private final Waiters waiters = new Waiters();
    private final Thrown thrown = new Thrown();

    Commons(Interpreters owner, MemorySource memory) {
        resolver = new Resolver(owner.registry(), this);
        queues = new Queues(resolver);
        channels = new Channels(resolver);
        shared = new SharedObjects(resolver, queues, channels);
        callables = new Callables(resolver, thrown);
        pools = new Pools(new PoolSupply(owner), resolver);
        buffers = new Buffers(memory);
    }

    /** Adds what Python code may ask of them. */
    void addTo(HostFunctions table) {
        BufferFunctions.add(table, buffers);
        QueueFunctions.add(table, queues);
        ChannelFunctions.add(table, channels);
        WaitFunctions.add(table, queues, channels, doorbells);
        ThreadFunctions.add(table, waiters);
        LockFunctions.add(table, shared);
        SharedFunctions.add(table, shared);
        PoolFunctions.add(table, pools);
        callables.addTo(table);
        thrown.addTo(table);
    }

    /** The Java objects that cross by their ids. */
    Resolver handles() {
        return resolver;
    }

    Queues queues() {
        return queues;
    }

    Channels channels() {
        return channels;
    }

    SharedObjects shared() {
        return shared;
    }

    Callables callables() {
        return callables;
    }

    Pools pools() {
        return pools;
    }

    Buffers buffers() {
        return buffers;
    }

    Doorbells doorbells() {
        return doorbells;
    }

    Thrown thrown() {
        return thrown;
    }

    /** Its code has run, its objects are still there: what it has sent and nobody received goes first. */
    void senderEnded(long interpreter) {
        queues.senderEnded(interpreter);
        channels.senderEnded(interpreter);
    }

    void interpreterEnded(long interpreter) {
        queues.interpreterEnded(interpreter);
        channels.interpreterEnded(interpreter);
        doorbells.interpreterEnded(interpreter);
        waiters.interpreterEnded(interpreter);
        callables.interpreterEnded(interpreter);
        thrown.interpreterEnded(interpreter);
        pools.interpreterEnded(interpreter);
        shared.interpreterEnded(interpreter);
        buffers.interpreterEnded(interpreter);
    }

    /** Closes pools, which wait for their workers, then all that these may have used. */
    @Override
    public void close() {
        try {
            pools.close();
        } finally {
            queues.close();
            doorbells.close();
            channels.close();
            shared.close();
            buffers.close();
        }
    }
}
