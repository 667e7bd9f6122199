package dev.clutch.queue;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Wakes an event loop of Python: a pipe that the loop watches, and the tokens of what rang. Ringing
 * takes no GIL and waits for nothing. Safe for use by many threads.
 */
public final class Doorbell implements AutoCloseable {
    private final OutputStream pipe;
    private final Set<Long> rung = new LinkedHashSet<>();
    private boolean closed;

    Doorbell(OutputStream pipe) {
        this.pipe = pipe;
    }

    /** What rings with a token; to be given to {@link Readiness#await}, where it is the same each time. */
    public Runnable bell(long token) {
        return new Bell(this, token);
    }

    private record Bell(Doorbell doorbell, long token) implements Runnable {
        @Override
        public void run() {
            doorbell.ring(token);
        }
    }

    private synchronized void ring(long token) {
        if (closed) {
            return;
        }
        boolean quiet = rung.isEmpty();
        rung.add(token);
        if (quiet) {
            write();
        }
    }

    /** One byte until the loop has looked, so the pipe is never full. */
    private void write() {
        try {
            pipe.write(1);
        } catch (IOException e) {
            close(); // the loop has closed its end: there is nobody to wake
        }
    }

    /** The tokens that rang since the last call. The loop reads the pipe empty before it calls this. */
    public synchronized List<Long> takeRung() {
        List<Long> tokens = List.copyOf(rung);
        rung.clear();
        return tokens;
    }

    /** Rings no more. Harmless when repeated. */
    @Override
    public synchronized void close() {
        closed = true;
        rung.clear();
        try {
            pipe.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
