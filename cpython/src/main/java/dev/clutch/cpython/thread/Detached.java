package dev.clutch.cpython.thread;

/** The time of a host function: the thread has given the GIL up and may block. */
public final class Detached implements AutoCloseable {
    private final ThreadState state;

    /** Detaches the calling thread, which must be attached by {@code state}. */
    public Detached(ThreadState state) {
        this.state = state;
        state.detach();
    }

    /** Waits for the GIL. */
    @Override
    public void close() {
        state.reattach();
    }
}
