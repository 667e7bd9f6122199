package dev.clutch;

import dev.clutch.host.HostCall;
import dev.clutch.host.HostFunctions;
import dev.clutch.message.Message;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What Java code threw into Python code, as long as an exception there stands for it. Each has one object
 * of one interpreter that refers to it. Safe for use by many threads.
 */
final class Thrown {
    /** Of the process: Python objects of the main interpreter outlive an engine that is closed. */
    private static final AtomicLong LAST_ID = new AtomicLong();

    private final Map<Long, Held> byId = new ConcurrentHashMap<>();

    private record Held(long interpreter, Throwable throwable) {}

    void addTo(HostFunctions table) {
        table.add("thrown_drop", "(id) -> None", this::drop, this::drop).findThrowablesBy(this::find);
    }

    /** Keeps it for an object of that interpreter, and returns the id by which that refers to it. */
    Message hold(long interpreter, Throwable throwable) {
        long id = LAST_ID.incrementAndGet();
        byId.put(id, new Held(interpreter, throwable));
        return new Message.Int(id);
    }

    private @Nullable Throwable find(long id) {
        Held held = byId.get(id);
        return held == null ? null : held.throwable;
    }

    private Message drop(HostCall call) {
        byId.remove(call.integer(0));
        return Message.None.NONE;
    }

    void interpreterEnded(long interpreter) {
        byId.values().removeIf(held -> held.interpreter == interpreter);
    }

    int size() {
        return byId.size();
    }
}
