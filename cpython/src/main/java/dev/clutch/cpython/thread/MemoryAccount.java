package dev.clutch.cpython.thread;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * How much memory an interpreter has for its small objects, and how much it may have.
 *
 * <p>Beyond its budget, the thread that has taken the memory is interrupted by {@code MemoryError}. Another thread
 * does that, which waits for the GIL: the allocator that is running right now is no place to raise anything.
 */
public final class MemoryAccount {
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicBoolean interrupting = new AtomicBoolean();
    private volatile long budget = Long.MAX_VALUE;
    private volatile @Nullable InterpreterThreads interpreter;

    /** Bytes that the interpreter has at this moment. */
    public long bytes() {
        return bytes.get();
    }

    /** From now on the interpreter is interrupted when it has more than that many bytes. */
    public void limit(InterpreterThreads limited, long newBudget) {
        budget = newBudget;
        interpreter = limited;
    }

    /** It may have any number of bytes again. */
    void lift() {
        budget = Long.MAX_VALUE;
        interpreter = null;
    }

    void take(long size) {
        if (bytes.addAndGet(size) > budget) {
            interrupt();
        }
    }

    void giveBack(long size) {
        bytes.addAndGet(-size);
    }

    private void interrupt() {
        InterpreterThreads limited = interpreter;
        if (limited != null && !limited.gate().isClosing() && interrupting.compareAndSet(false, true)) {
            ThreadState state = limited.attachedState(); // it is attached, or it would not allocate
            PlatformThreads.start(() -> {
                try {
                    interrupt(state);
                } finally {
                    interrupting.set(false);
                }
            });
        }
    }

    private static void interrupt(ThreadState state) {
        if (state.thread().isAlive()) {
            state.interrupt(Interruption.OVER_BUDGET);
        }
    }
}
