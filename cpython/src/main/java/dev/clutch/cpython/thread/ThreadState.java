package dev.clutch.cpython.thread;

import dev.clutch.error.InterpreterClosedException;
import org.jspecify.annotations.Nullable;

/**
 * One thread's way into one interpreter: a {@code PyThreadState}, made when the thread first enters
 * and kept, because making one for each call costs fifty times the call.
 *
 * <p><b>Who may touch what.</b> A thread attaches and detaches its own states only. Other threads may
 * interrupt it, or delete the state once the thread is dead or the interpreter closes.
 *
 * <p><b>Interrupts.</b> See {@link Interrupts}.
 *
 * <p><b>Closing.</b> A thread counts itself in ({@link #entered}) before it looks whether the
 * interpreter is closing, and whether its state was deleted; the closer says so before it counts. Again
 * one of them sees the other.
 */
public final class ThreadState {
    private static final long IMPORT_NANOS = 100_000_000;

    private final InterpreterThreads interpreter;
    private final CurrentThread slot;
    private final long pointer;
    private final long ident;
    private final boolean adopted;
    private final Scratch scratch;
    private final @Nullable CpuWatch watch;
    private final Attached here = new Attached(this, Attached.Leave.NOTHING);
    private volatile Runnable bell = () -> {};
    private boolean interruptAfterLeaving;
    private long entries;
    private volatile int entered;
    private volatile int baseDepth;
    private volatile boolean deleted;
    private boolean shielded;
    private boolean struck;
    private long sparedSince;

    ThreadState(InterpreterThreads interpreter, CurrentThread slot, long pointer, boolean adopted, Scratch scratch) {
        this.interpreter = interpreter;
        this.slot = slot;
        this.pointer = pointer;
        this.adopted = adopted;
        this.scratch = scratch;
        this.ident = interpreter.threads().ident();
        this.watch = interpreter.watch();
        if (watch != null && adopted) {
            watch.startAtBirth();
        }
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

    /** What {@code threading.get_ident} returns for the thread. */
    long ident() {
        return ident;
    }

    /** Whether Python made the thread and its state, and will delete it itself. */
    boolean isAdopted() {
        return adopted;
    }

    /** Whether the thread has entered from Java, and not left; it may wait, or be in a nested interpreter. */
    boolean isEntered() {
        return entered > 0;
    }

    /** Whether the thread is somewhere inside the interpreter. */
    boolean isInside() {
        return adopted || entered > 0;
    }

    /** How deep the thread was when it entered, counted from 1; 0 for a thread that was born in the interpreter. */
    int baseDepth() {
        return baseDepth;
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
            return here;
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
        slot.arrive(this);
        startWatch();
        raiseWhatCameOnTheWay(wasWaiting);
        giveBackDropped();
        return new Attached(this, wasWaiting ? Attached.Leave.BACK_TO_HOST : Attached.Leave.DETACH);
    }

    private void startWatch() {
        if (watch != null) {
            watch.start();
        }
    }

    private void stopWatch() {
        if (watch != null) {
            watch.stop();
        }
    }

    /** How often the thread has entered the interpreter from Java; to others it may be a moment late. */
    long entries() {
        return entries;
    }

    /** The CPU time of the thread while it was attached by this state; asked by other threads. */
    long cpuNanos() {
        return watch == null ? 0 : watch.nanos(slot.thread.isAlive());
    }

    private void raiseWhatCameOnTheWay(boolean wasWaiting) {
        slot.interrupts.takeSignal();
        Interruption interruption = slot.interrupts.take();
        if (interruption != null) {
            raiseSoon(interruption);
        } else if (wasWaiting && slot.thread.isInterrupted()) {
            raiseSoon(Interruption.REQUESTED);
        }
    }

    /** The state is attached already, by the call that made it. */
    Attached enterAttached() {
        countIn();
        boolean wasWaiting = slot.stopWaiting();
        slot.arrive(this);
        startWatch();
        return new Attached(this, wasWaiting ? Attached.Leave.BACK_TO_HOST : Attached.Leave.DETACH);
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // written by this thread only
    private void countIn() {
        if (entered == 0 && !adopted) {
            baseDepth = slot.depth + 1;
        }
        entries++;
        entered++;
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
        withdraw();
        stopWatch();
        slot.attachedTo = null;
        interpreter.threads().leaveThread();
        left(backToHost);
    }

    /** The interpreter is gone, and the thread is detached from it. */
    void leaveEnded(boolean backToHost) {
        stopWatch();
        slot.attachedTo = null;
        left(backToHost);
    }

    private void left(boolean backToHost) {
        countOut();
        slot.depart(backToHost);
    }

    /** The calling thread is attached by this state already. */
    public Attached assumeAttached() {
        return here;
    }

    /** Gives the GIL up for the time of a host function. */
    void detach() {
        stopWatch();
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
        startWatch();
        slot.interrupts.leftAllBelow(slot.depth);
        giveBackDropped();
    }

    private void giveBackDropped() {
        if (interpreter.references().hasDropped()) {
            interpreter.references().giveBackDropped(interpreter.python());
        }
    }

    /** Whether the calling thread, which is about to wait, is to look for an interrupt or a signal first. */
    public boolean isInterrupted() {
        return slot.interrupts.isPresent();
    }

    /** Takes the interrupt off, for the caller to raise; and with it the thread's interrupt status. */
    public @Nullable Interruption takeInterruption() {
        return slot.interrupts.take();
    }

    /** Of Python's main thread: whether a signal came whose handler has not begun to run. */
    boolean isSignalPending() {
        return interpreter.python().signals().isPending(pointer);
    }

    /** Takes the note off that a signal came for Python's main thread, if this is it. */
    public boolean takeSignal() {
        return slot.interrupts.takeSignal();
    }

    /** See {@link Interrupts#isRising}. */
    public boolean isInterruptionRising() {
        return slot.interrupts.isRising();
    }

    /** See {@link Interrupts#postpone}. */
    public void postponeInterruption() {
        slot.interrupts.postpone();
    }

    /**
     * The thread was interrupted from outside of Clutch while it waited in a host function: its
     * interrupt status comes back when it has left the interpreter.
     */
    public void interruptAfterLeaving() {
        interruptAfterLeaving = true;
    }

    /** Keeps interrupts away from the calling thread while it clears up, or lets them through again. */
    public void shield(boolean on) {
        withdraw();
        shielded = on;
    }

    /** Interrupts what the thread does since it has entered; called by another one, which is not attached. */
    void interrupt(Interruption interruption) {
        slot.interrupts.interrupt(this, interruption);
    }

    /** Interrupts the calling thread, which is in a host function, when it is out of that. */
    void interruptAgain() {
        slot.interrupts.again(this);
    }

    /** Rings after each interrupt that strikes. */
    void onInterrupt(Runnable bell) {
        this.bell = bell;
    }

    /**
     * Raises in the thread whatever is due, if it runs Python code by this state. Waits for the GIL.
     *
     * @return false if this is not the moment, so that it must be tried again
     */
    boolean strike() {
        boolean done = raiseWhatIsDue();
        if (done) {
            bell.run();
        }
        return done;
    }

    private boolean raiseWhatIsDue() {
        try (var _ = interpreter.attach()) {
            if (slot.attachedTo == this && !shielded) {
                if (isInImportSystem()) {
                    return false;
                }
                Interruption interruption = slot.interrupts.take();
                if (interruption != null) {
                    raiseSoon(interruption);
                }
            }
        } catch (InterpreterClosedException ended) {
            // The thread looks for interrupts itself when it comes out of there.
        }
        return true;
    }

    /**
     * Whether the thread runs code of the import system itself, and has for less than 100 ms that we know of. It
     * takes locks there that an exception at the wrong moment would leave taken for ever. Modules are not part of it.
     */
    private boolean isInImportSystem() {
        String file = interpreter.python().frames().fileRunBy(pointer);
        long now = System.nanoTime();
        if (!file.startsWith("<frozen importlib.") && !file.startsWith("<frozen zipimport>")) {
            sparedSince = 0;
        } else if (sparedSince == 0) {
            sparedSince = now;
        }
        return sparedSince != 0 && now - sparedSince < IMPORT_NANOS;
    }

    /** Has Python raise it in this thread when it runs its next instructions. The caller holds the GIL. */
    private void raiseSoon(Interruption interruption) {
        struck = true;
        interpreter
                .threads()
                .setAsyncExc(
                        ident, interruption.exceptionType(interpreter.python().errors()));
    }

    /** Too late: what {@link #raiseSoon} has announced is not to strike any more. */
    private void withdraw() {
        if (struck) {
            struck = false;
            interpreter.threads().setAsyncExc(ident, 0);
        }
    }
}
