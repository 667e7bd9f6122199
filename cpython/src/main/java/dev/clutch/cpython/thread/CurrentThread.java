package dev.clutch.cpython.thread;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What one Java thread does in interpreters: which it is attached to at this moment, how deep it is,
 * and its cached thread state in each that it has ever entered.
 *
 * <p>Only the thread itself writes these fields; {@code attachedTo}, {@code waiting} and {@code depth}
 * are read by threads that want to interrupt it, see {@link Interrupts}.
 */
final class CurrentThread {
    private static final ThreadLocal<CurrentThread> SLOT = ThreadLocal.withInitial(CurrentThread::new);

    final Thread thread = Thread.currentThread();
    final Interrupts interrupts = new Interrupts(this);
    private final Map<InterpreterThreads, ThreadState> states = new ConcurrentHashMap<>();
    private @Nullable ThreadState lastUsed;

    /** The state that holds its interpreter's GIL (or would, if C code had not released it for a while). */
    volatile @Nullable ThreadState attachedTo;

    /** Whether the thread is in a host function that it may be woken from by {@link Thread#interrupt}. */
    volatile boolean waiting;

    /** How many interpreters the thread has entered, one from the other, and not left. */
    volatile int depth;

    private CurrentThread() {}

    static CurrentThread get() {
        return SLOT.get();
    }

    /** The thread leaves its host function for an interpreter that it calls from there. Returns whether it was in one. */
    boolean stopWaiting() {
        boolean was = waiting;
        waiting = false;
        return was;
    }

    /** Goes one level down, into an interpreter that it is attached to by now. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // written by this thread only
    void arrive(ThreadState state) {
        depth++;
        attachedTo = state;
    }

    /** Goes one level up; it is not attached any more. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // written by this thread only
    void depart(boolean backToHost) {
        int now = depth - 1;
        depth = now;
        interrupts.leftAllBelow(now);
        waiting = backToHost;
        if (backToHost) {
            interrupts.wakeIfDue();
        }
    }

    /** Of the thread itself; others have no business with it. */
    void clearInterruptStatus() {
        if (Thread.currentThread() == thread) {
            Thread.interrupted();
        }
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
