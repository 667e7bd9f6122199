package dev.clutch.cpython.thread;

/** Python's main thread, which alone runs signal handlers. */
public final class MainThread {
    private final ThreadState state;

    MainThread(ThreadState state) {
        this.state = state;
    }

    /**
     * A signal came: wakes the thread if it waits in Java.
     *
     * @param interrupt whether code of another interpreter, if the thread runs any, is to be
     *     interrupted too
     */
    public void signalled(boolean interrupt) {
        state.slot().interrupts.signal(state, interrupt);
    }
}
