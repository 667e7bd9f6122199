package dev.clutch.cpython.thread;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What one Java thread does in interpreters: which it is attached to at this moment, and its cached
 * thread state in each that it has ever entered.
 *
 * <p>Only the thread itself writes these fields; {@code attachedTo} and {@code waiting} are read by
 * threads that want to interrupt it, see {@link ThreadState}.
 */
final class CurrentThread {
    private static final ThreadLocal<CurrentThread> SLOT = ThreadLocal.withInitial(CurrentThread::new);

    final Thread thread = Thread.currentThread();
    private final Map<InterpreterThreads, ThreadState> states = new ConcurrentHashMap<>();
    private @Nullable ThreadState lastUsed;

    /** The state that holds its interpreter's GIL (or would, if C code had not released it for a while). */
    volatile @Nullable ThreadState attachedTo;

    /** Whether the thread is in a host function that it may be woken from by {@link Thread#interrupt}. */
    volatile boolean waiting;

    private CurrentThread() {}

    static CurrentThread get() {
        return SLOT.get();
    }

    /** The thread leaves its host function for an interpreter that it calls from there. Returns whether it was in one. */
    synchronized boolean stopWaiting() {
        boolean was = waiting;
        waiting = false;
        return was;
    }

    /** Interrupts the thread if it is in a host function; called by other threads. */
    synchronized boolean interruptIfWaiting() {
        if (waiting) {
            thread.interrupt();
        }
        return waiting;
    }

    /** The cached state of this thread in the given interpreter. */
    @Nullable
    ThreadState stateIn(InterpreterThreads interpreter) {
        ThreadState last = lastUsed;
        if (last != null && last.interpreter() == interpreter) {
            return last;
        }
        ThreadState state = states.get(interpreter);
        lastUsed = state;
        return state;
    }

    void remember(ThreadState state) {
        states.put(state.interpreter(), state);
        lastUsed = state;
    }

    /** Called by any thread, when the interpreter has ended. */
    void forget(InterpreterThreads interpreter) {
        states.remove(interpreter);
    }
}
