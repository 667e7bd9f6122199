package dev.clutch.cpython.convert;

import dev.clutch.buffer.Buffer;
import dev.clutch.cpython.capi.BufferTypes;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The buffers of all Python objects of one libpython that stand for one, by id. */
public final class BufferObjects implements BufferTypes.Target {
    private final ConcurrentHashMap<Long, Buffer> byId = new ConcurrentHashMap<>();

    /** No objects yet. */
    public BufferObjects() {}

    void add(Buffer buffer) {
        byId.put(buffer.id(), buffer);
    }

    @Override
    public @Nullable Buffer find(long id) {
        return byId.get(id);
    }

    @Override
    public void deallocated(long id) {
        Buffer buffer = byId.remove(id);
        if (buffer != null) {
            buffer.abandon();
        }
    }

    /** Keeps all memory alive that an interpreter has views of, until what is returned is run. */
    public Runnable pin(long interpreter) {
        List<Runnable> pins = byId.values().stream()
                .filter(buffer -> buffer.party() == interpreter)
                .map(Buffer::pin)
                .toList();
        return () -> pins.forEach(Runnable::run);
    }

    /** The interpreter has ended, with all its objects. */
    public void interpreterEnded(long interpreter) {
        byId.values().removeIf(buffer -> buffer.party() == interpreter);
    }
}
