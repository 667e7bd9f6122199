package dev.clutch.cpython.thread;

import dev.clutch.cpython.capi.LibPython;
import dev.clutch.cpython.capi.Threads;
import dev.clutch.error.InterpreterClosedException;
import dev.clutch.error.InterpreterException;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * All thread states of one interpreter, and the one order in which it ends:
 *
 * <ol>
 *   <li>refuse threads that want in,
 *   <li>interrupt those that are in, again and again, until they have left,
 *   <li>delete the thread states of all other threads that Java has brought,
 *   <li>join the threads that Python has started, interrupting them too if that was asked for, and run
 *       the exit handlers,
 *   <li>give all references back,
 *   <li>{@code Py_EndInterpreter},
 *   <li>free the memory of the thread states.
 * </ol>
 */
public final class InterpreterThreads {
    private static final long PATIENCE_SECONDS = 10;
    private static final long NUDGE_MILLIS = 20;

    private final LibPython python;
    private final long id;
    private final long pointer;
    private final Arena arena = Arena.ofShared();
    private final Set<ThreadState> states = ConcurrentHashMap.newKeySet();
    private final References references = new References();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition left = lock.newCondition();
    private volatile @Nullable Thread closer;
    private volatile @Nullable Thread nudger;
    private volatile boolean ended;

    /** For an interpreter that the calling thread has just made, and whose first state it is attached by. */
    private InterpreterThreads(LibPython python, long id, long firstState) {
        this.python = python;
        this.id = id;
        this.pointer = python.threads().interpreterOf(firstState);
    }

    /**
     * Takes over an interpreter that the calling thread has just made.
     *
     * @param id its id in Clutch
     * @param firstState the thread state that the thread is attached by
     */
    public static Attached takeOver(LibPython python, long id, long firstState) {
        InterpreterThreads interpreter = new InterpreterThreads(python, id, firstState);
        python.threads().protectStack(firstState);
        return interpreter.newState(firstState, false).enterAttached();
    }

    /** The interpreter's id in Clutch. */
    public long id() {
        return id;
    }

    /** The C API that it belongs to. */
    public LibPython python() {
        return python;
    }

    Threads threads() {
        return python.threads();
    }

    /** The references to its objects that Java holds. */
    public References references() {
        return references;
    }

    /**
     * Enters the interpreter on the calling platform thread. Blocks until the GIL is free.
     *
     * @throws InterpreterClosedException if it is closed or being closed
     */
    public Attached attach() {
        CurrentThread current = CurrentThread.get();
        ThreadState cached = current.stateIn(this);
        return cached == null ? attachFirst() : cached.enter();
    }

    private Attached attachFirst() {
        if (Thread.currentThread().isVirtual()) {
            throw new IllegalStateException("a virtual thread must not attach; see PlatformThreads");
        }
        if (isClosing() && !isClosedBy(Thread.currentThread())) {
            throw new InterpreterClosedException(id);
        }
        // SAFETY: PyThreadState_New may be called without the GIL, and newcomers keep the interpreter alive.
        ThreadState state = newState(threads().stateNew(pointer), false);
        Attached attached = state.enter();
        threads().protectStack(state.pointer());
        sweep();
        return attached;
    }

    private ThreadState newState(long state, boolean adopted) {
        CurrentThread current = CurrentThread.get();
        ThreadState made = new ThreadState(this, current, state, adopted, new Scratch(arena));
        states.add(made);
        current.remember(made);
        return made;
    }

    /** The state by which the calling thread is attached; a thread that Python has made gets its first one here. */
    public ThreadState attachedState() {
        CurrentThread current = CurrentThread.get();
        ThreadState state = current.attachedTo;
        return state != null && state.interpreter() == this ? state : adopt(current);
    }

    private ThreadState adopt(CurrentThread current) {
        ThreadState known = current.stateIn(this);
        ThreadState state = known != null ? known : newState(threads().stateGet(), true);
        current.attachedTo = state;
        if (known == null) {
            threads().protectStack(state.pointer());
        }
        return state;
    }

    /** Deletes the states of threads that have ended. The caller is attached. */
    private void sweep() {
        for (ThreadState state : List.copyOf(states)) {
            if (!state.thread().isAlive() && states.remove(state) && !state.isAdopted()) {
                delete(state);
            }
        }
    }

    private void delete(ThreadState state) {
        // SAFETY: the thread is dead or kept out, the caller is attached by another state.
        threads().stateClear(state.pointer());
        threads().stateDelete(state.pointer());
    }

    /** Interrupts every thread that is in the interpreter. */
    public void interrupt(Interruption interruption) {
        Thread self = Thread.currentThread();
        for (ThreadState state : states) {
            if (state.thread() != self
                    && (state.isEntered() || state.isAdopted())
                    && state.thread().isAlive()) {
                state.interrupt(interruption);
            }
        }
    }

    boolean isClosing() {
        return closer != null;
    }

    boolean isClosedBy(Thread thread) {
        return closer == thread || nudger == thread;
    }

    void signalLeft() {
        lock.lock();
        try {
            left.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The calling thread, as the one that runs this interpreter's signal handlers. */
    public MainThread mainThread() {
        ThreadState state = CurrentThread.get().stateIn(this);
        if (state == null) {
            throw new IllegalStateException(Thread.currentThread() + " has never entered interpreter " + id);
        }
        return new MainThread(state);
    }

    /**
     * Runs the command line of the process in this interpreter, the main one, and ends the runtime.
     *
     * @return the exit status
     */
    public int runMain() {
        ThreadState own = attach().state();
        int status = python.lifecycle().runMain();
        ended = true;
        own.leaveEnded();
        return status;
    }

    /** What only Python itself knows about its threads. Called attached. */
    public interface PythonThreads {
        /** Joins them, and runs exit handlers. */
        void join(Attached attached);

        /** Their idents, without the calling one's. */
        List<Long> idents(Attached attached);
    }

    /**
     * Ends the interpreter, in the order that the class comment gives.
     *
     * @param pythonThreads the threads that Python has started
     * @param interruptThem whether to interrupt them, instead of waiting until they end
     * @return false if it had been closed before
     * @throws InterpreterException if code in it does not stop; it is open again then
     */
    public boolean end(PythonThreads pythonThreads, boolean interruptThem) {
        if (!beginClosing()) {
            return false;
        }
        try {
            awaitEmpty();
            Attached attached = attach();
            try {
                deleteOtherStates(attached.state());
                join(attached, pythonThreads, interruptThem);
                references.giveBackAll(python);
                deleteOtherStates(attached.state());
                requireAlone(attached.state());
            } catch (RuntimeException | Error e) {
                attached.close();
                throw e;
            }
            threadsEnd(attached.state());
            return true;
        } finally {
            if (!ended) {
                closer = null;
            }
        }
    }

    private void join(Attached attached, PythonThreads pythonThreads, boolean interruptThem) {
        if (!interruptThem || pythonThreads.idents(attached).isEmpty()) {
            pythonThreads.join(attached);
            return;
        }
        long joiner = threads().ident();
        Thread nudging = new Thread(() -> nudge(pythonThreads, joiner), "clutch-closer-" + id);
        nudging.setDaemon(true);
        nudger = nudging;
        nudging.start();
        try {
            pythonThreads.join(attached);
        } finally {
            nudger = null;
            try (var _ = new Detached(attached.state())) {
                joinUninterruptibly(nudging);
            }
        }
    }

    /** Interrupts Python's threads until they have ended; when patience ends, the thread that joins them. */
    private void nudge(PythonThreads pythonThreads, long joiner) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (isClosedBy(Thread.currentThread())) {
            interrupt(Interruption.CLOSING);
            try (Attached attached = attach()) {
                boolean patient = System.nanoTime() < deadline;
                for (long ident : pythonThreads.idents(attached)) {
                    if (ident != joiner || !patient) {
                        threads().setAsyncExc(ident, Interruption.CLOSING.exceptionType(python.errors()));
                    }
                }
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(NUDGE_MILLIS));
        }
    }

    private static void joinUninterruptibly(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean beginClosing() {
        lock.lock();
        try {
            if (ended) {
                return false;
            }
            if (closer != null) {
                throw new InterpreterException("interpreter " + id + " is being closed by " + closer);
            }
            ThreadState own = CurrentThread.get().stateIn(this);
            if (own != null && own.isEntered()) {
                throw new InterpreterException("interpreter " + id + " cannot be closed by code that runs in it");
            }
            closer = Thread.currentThread();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void awaitEmpty() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        lock.lock();
        try {
            while (!inside().isEmpty()) {
                if (System.nanoTime() > deadline) {
                    throw new InterpreterException("interpreter " + id + " cannot be closed: " + inside()
                            + " still runs code in it that does not react to interrupts");
                }
                lock.unlock();
                try {
                    interrupt(Interruption.CLOSING);
                } finally {
                    lock.lock();
                }
                if (!inside().isEmpty()) {
                    left.await(NUDGE_MILLIS, TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterpreterException("interrupted while closing interpreter " + id, e);
        } finally {
            lock.unlock();
        }
    }

    private List<String> inside() {
        return states.stream()
                .filter(state -> state.isEntered() && !state.isAdopted())
                .map(state -> state.thread().getName())
                .toList();
    }

    private void deleteOtherStates(ThreadState own) {
        for (ThreadState state : List.copyOf(states)) {
            if (state != own && states.remove(state)) {
                state.slot().forget(this);
                if (!state.isAdopted()) {
                    delete(state);
                }
            }
        }
    }

    private void requireAlone(ThreadState own) {
        // SAFETY: attached, so the list of states does not change under us but by threads that end.
        if (threads().threadHead(pointer) != own.pointer() || threads().stateNext(own.pointer()) != 0) {
            throw new InterpreterException(
                    "interpreter " + id + " cannot be closed: a thread that it started still runs");
        }
    }

    private void threadsEnd(ThreadState own) {
        // SAFETY: attached by the only state that is left; nobody else can come in any more.
        python.lifecycle().endInterpreter(own.pointer());
        ended = true;
        own.leaveEnded();
        own.slot().forget(this);
        states.clear();
        arena.close();
    }
}
