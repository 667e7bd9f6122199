package dev.clutch.cpython.thread;

import dev.clutch.cpython.capi.Threads;
import dev.clutch.error.InterpreterClosedException;
import org.jspecify.annotations.Nullable;

/**
 * One thread's way into one interpreter: a {@code PyThreadState}, made when the thread first enters
 * and kept, because making one for each call costs fifty times the call.
 *
 * <p><b>Who may touch what.</b> A thread attaches and detaches its own states only. Other threads may
 * interrupt it, or delete the state once the thread is dead or the interpreter closes.
 *
 * <p><b>Interrupts.</b> A thread in an interpreter runs Python code or waits in a host function, and
 * each wants another kick: an asynchronous exception or {@link Thread#interrupt}. The interrupter
 * first sets {@link #pending}, then looks where the thread is; the thread first says where it goes
 * ({@code waiting}), then looks at {@code pending}. Both are volatile, so at least one of them sees
 * the other. {@code pending} is taken off under the monitor of this state, by whoever delivers it, so
 * it is delivered once; the kick of a waiting thread happens under the same monitor, so that no stray
 * interrupt status is left behind. Nobody waits for a GIL while holding the monitor.
 *
 * <p><b>Closing.</b> A thread counts itself in ({@link #entered}) before it looks whether the
 * interpreter is closing, and whether its state was deleted; the closer says so before it counts. Again
 * one of them sees the other.
 */
public final class ThreadState {
    private final InterpreterThreads interpreter;
    private final CurrentThread slot;
    private final long pointer;
    private final long ident;
    private final boolean adopted;
    private final Scratch scratch;
    private boolean interruptAfterLeaving;
    private volatile int entered;
    private volatile int visits;
    private volatile boolean deleted;
    private volatile boolean shielded;
    private volatile @Nullable Interruption pending;

    ThreadState(InterpreterThreads interpreter, CurrentThread slot, long pointer, boolean adopted, Scratch scratch) {
        this.interpreter = interpreter;
        this.slot = slot;
        this.pointer = pointer;
        this.adopted = adopted;
        this.scratch = scratch;
        this.ident = interpreter.threads().ident();
    }

    InterpreterThreads interpreter() {
        return interpreter;
    }

    /** The {@code PyThreadState*}. */
    long pointer() {
        return pointer;
    }

    Thread thread() {
        return slot.thread;
    }

    /** Whether Python made the thread and its state, and will delete it itself. */
    boolean isAdopted() {
        return adopted;
    }

    /** Whether the thread is somewhere inside the interpreter, be it waiting or in a nested one. */
    boolean isEntered() {
        return entered > 0;
    }

    /** The {@code PyThreadState} is about to be freed; called while the gate keeps this thread out. */
    void markDeleted() {
        deleted = true;
    }

    Scratch scratch() {
        return scratch;
    }

    CurrentThread slot() {
        return slot;
    }

    /**
     * Enters the interpreter, waiting for its GIL, unless the thread is attached to it already.
     *
     * @return null if the state has been deleted, by somebody who tried to close the interpreter
     */
    @Nullable
    Attached enter() {
        if (slot.attachedTo == this) {
            return new Attached(this, Attached.Leave.NOTHING);
        }
        countIn();
        if (deleted) {
            countOut();
            return null;
        }
        boolean wasWaiting = slot.stopWaiting();
        // SAFETY: the state is this thread's own and detached, and the interpreter stays alive while
        // this thread counts as entered.
        interpreter.threads().restoreThread(pointer);
        slot.attachedTo = this;
        if (wasWaiting && slot.thread.isInterrupted()) {
            raiseSoon(Interruption.REQUESTED);
        }
        if (interpreter.references().hasDropped()) {
            interpreter.references().giveBackDropped(interpreter.python());
        }
        return new Attached(this, wasWaiting ? Attached.Leave.BACK_TO_HOST : Attached.Leave.DETACH);
    }

    /** The state is attached already, by the call that made it. */
    Attached enterAttached() {
        countIn();
        slot.attachedTo = this;
        return new Attached(this, Attached.Leave.DETACH);
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // written by this thread only
    private void countIn() {
        entered++;
        visits += entered == 1 ? 1 : 0;
        if (entered == 1 && !interpreter.gate().isOpenFor(slot.thread)) {
            countOut();
            throw new InterpreterClosedException(interpreter.id());
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // written by this thread only
    private void countOut() {
        entered--;
        if (interruptAfterLeaving && entered == 0) {
            interruptAfterLeaving = false;
            slot.thread.interrupt();
        }
        if (interpreter.gate().isClosing()) {
            interpreter.gate().signalLeft();
        }
    }

    /** Leaves what {@link #enter} entered. */
    void leave(boolean backToHost) {
        slot.attachedTo = null;
        interpreter.threads().saveThread();
        slot.waiting = backToHost;
        countOut();
    }

    /** The interpreter is gone, and the thread is detached from it. */
    void leaveEnded() {
        slot.attachedTo = null;
        countOut();
    }

    /** The calling thread is attached by this state already. */
    public Attached assumeAttached() {
        return new Attached(this, Attached.Leave.NOTHING);
    }

    /** Gives the GIL up for the time of a host function. */
    void detach() {
        slot.attachedTo = null;
        // SAFETY: this thread is attached by this very state.
        interpreter.threads().saveThread();
        slot.waiting = true;
    }

    /** Takes the GIL back after a host function. */
    void reattach() {
        slot.waiting = false;
        interpreter.threads().restoreThread(pointer);
        slot.attachedTo = this;
    }

    /** The interrupt that waits to be delivered to this thread, if any. */
    public @Nullable Interruption peekInterruption() {
        return pending;
    }

    /** Takes the interrupt off, for the caller to deliver; and with it the thread's interrupt status. */
    public @Nullable Interruption takeInterruption() {
        if (pending == null) {
            return null;
        }
        synchronized (this) {
            Interruption taken = pending;
            pending = null;
            Thread.interrupted();
            return taken;
        }
    }

    /**
     * Keeps interrupts away from the calling thread while it clears up, or lets them through again. One that
     * has come already may still strike.
     */
    public void shield(boolean on) {
        shielded = on;
    }

    /** Raises in the calling thread, which is attached by this state, as soon as it runs Python code. */
    public void raiseSoon(Interruption interruption) {
        interpreter
                .threads()
                .setAsyncExc(
                        ident, interruption.exceptionType(interpreter.python().errors()));
    }

    /** Interrupts this thread once more, when it has had the time to keep what its host function returned. */
    public void raiseLater(Interruption interruption) {
        int now = visits;
        PlatformThreads.later(() -> {
            if (visits == now && isEntered()) {
                interrupt(interruption);
            }
        });
    }

    /**
     * The thread was interrupted from outside of Clutch while it waited in a host function: its
     * interrupt status comes back when it has left the interpreter.
     */
    public void interruptAfterLeaving() {
        interruptAfterLeaving = true;
    }

    /** See {@link MainThread#signalled}. */
    void signalled(boolean interrupt) {
        synchronized (this) {
            pending = Interruption.SIGNAL;
            if (slot.interruptIfWaiting()) {
                return;
            }
            pending = null;
        }
        ThreadState innermost = slot.attachedTo;
        if (interrupt && innermost != null && innermost != this) {
            innermost.interrupt(Interruption.REQUESTED);
        }
    }

    /** Interrupts the thread wherever it is; called by another thread, which is not attached. */
    void interrupt(Interruption interruption) {
        synchronized (this) {
            pending = interruption;
            if (slot.interruptIfWaiting()) {
                return;
            }
        }
        ThreadState innermost = slot.attachedTo;
        if (innermost != null) {
            innermost.raiseIn(this, interruption);
        }
    }

    /** Raises in the Python code that runs by this state. If it is the one that was meant, that delivers it. */
    private void raiseIn(ThreadState meant, Interruption interruption) {
        try (Attached attached = interpreter.attach()) {
            synchronized (meant) {
                if (meant.pending != interruption || slot.attachedTo != this || shielded) {
                    return;
                }
                Threads threads = attached.python().threads();
                threads.setAsyncExc(
                        ident, interruption.exceptionType(attached.python().errors()));
                if (meant == this) {
                    pending = null;
                }
            }
        } catch (InterpreterClosedException ended) {
            // Then there is nothing left in it to interrupt.
            meant.pending = null;
        }
    }
}
