package dev.clutch.queue;

import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** All doorbells, by id. Safe for use by many threads. */
public final class Doorbells implements AutoCloseable {
    private record Hung(long interpreter, Doorbell doorbell) {}

    private final ConcurrentHashMap<Long, Hung> byId = new ConcurrentHashMap<>();
    /** Of the process: Python objects of the main interpreter outlive an engine that is closed. */
    private static final AtomicLong LAST_ID = new AtomicLong();

    /** None yet. */
    public Doorbells() {}

    /**
     * Makes one that writes into a pipe of this process.
     *
     * @param descriptor the pipe's end for writing; it is opened once more
     */
    @SuppressWarnings("StreamResourceLeak") // closed by the doorbell
    public long open(long interpreter, int descriptor) {
        try {
            Doorbell doorbell = new Doorbell(new FileOutputStream("/dev/fd/" + descriptor));
            long id = LAST_ID.incrementAndGet();
            byId.put(id, new Hung(interpreter, doorbell));
            return id;
        } catch (FileNotFoundException e) {
            throw new IllegalArgumentException("cannot write to file descriptor " + descriptor, e);
        }
    }

    /** The doorbell of that id. */
    public Doorbell find(long id) {
        Hung hung = byId.get(id);
        if (hung == null) {
            throw new IllegalArgumentException("doorbell " + id + " not found");
        }
        return hung.doorbell();
    }

    /** Closes one. Harmless if there is none. */
    public void close(long id) {
        Hung hung = byId.remove(id);
        if (hung != null) {
            hung.doorbell().close();
        }
    }

    /** Closes those of an interpreter that has ended. */
    public void interpreterEnded(long interpreter) {
        byId.forEach((id, hung) -> {
            if (hung.interpreter() == interpreter) {
                close(id);
            }
        });
    }

    /** Closes all. */
    @Override
    public void close() {
        byId.keySet().forEach(this::close);
    }
}
