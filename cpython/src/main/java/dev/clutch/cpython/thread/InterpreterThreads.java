package dev.clutch.cpython.thread;

import dev.clutch.cpython.capi.LibPython;
import dev.clutch.cpython.capi.Threads;
import dev.clutch.error.InterpreterClosedException;
import dev.clutch.error.InterpreterException;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All thread states of one interpreter: how threads enter it, are interrupted in it, and leave. */
public final class InterpreterThreads {
    private final LibPython python;
    private final long id;
    private final long pointer;

    /** For one that ends with its runtime: the thread that does it, and its thread state, or 0. */
    private final @Nullable RuntimeThread runtimeThread;

    private final long stateOfRuntime;

    private final Arena arena = Arena.ofShared();
    private final Set<ThreadState> states = ConcurrentHashMap.newKeySet();
    private final References references = new References(PlatformThreads::later, this::enterForAMoment);
    private final Gate gate = new Gate();
    private final Retired retired = new Retired();
    private final boolean metered;

    /** For an interpreter that the calling thread has just made, and whose first state it is attached by. */
    private InterpreterThreads(
            LibPython python, long firstState, long id, @Nullable RuntimeThread runtimeThread, boolean metered) {
        this.python = python;
        this.metered = metered;
        this.pointer = python.threads().interpreterOf(firstState);
        this.id = id;
        this.runtimeThread = runtimeThread;
        this.stateOfRuntime = runtimeThread == null ? 0 : firstState;
    }

    /**
     * Takes over an interpreter that the calling thread has just made.
     *
     * @param firstState the thread state that the thread is attached by
     * @param metered whether to measure the CPU time of the threads that enter it
     */
    public static Attached takeOver(LibPython python, long firstState, boolean metered) {
        long id = python.interpreters().id(python.threads().interpreterOf(firstState));
        return new InterpreterThreads(python, firstState, id, null, metered).enterFirst(firstState);
    }

    /**
     * Takes over the main interpreter of a runtime that the calling thread has just started, and that ends with it.
     *
     * @param firstState the thread state that the thread is attached by
     * @param id what to name it by: for CPython all such interpreters have the id 0
     * @param thread the calling thread, which will end the runtime
     * @param metered whether to measure the CPU time of the threads that enter it
     */
    public static Attached takeOverRuntime(
            LibPython python, long firstState, long id, RuntimeThread thread, boolean metered) {
        return new InterpreterThreads(python, firstState, id, thread, metered).enterFirst(firstState);
    }

    private Attached enterFirst(long firstState) {
        python.threads().protectStack(firstState);
        return newState(firstState, false).enterAttached();
    }

    /** The interpreter's id; CPython's own unless it has a runtime of its own. */
    public long id() {
        return id;
    }

    /** The C API that it belongs to. */
    public LibPython python() {
        return python;
    }

    /** The {@code PyInterpreterState*}. */
    public long pointer() {
        return pointer;
    }

    Threads threads() {
        return python.threads();
    }

    /** The references to its objects that Java holds. */
    public References references() {
        return references;
    }

    /** Gives references back that were dropped, if the calling thread is attached here; else the next to attach does. */
    public void giveBackDropped() {
        ThreadState state = CurrentThread.get().attachedTo;
        if (state != null && state.interpreter() == this) {
            references.giveBackDropped(python);
        }
    }

    /**
     * Enters the interpreter on the calling platform thread. Blocks until the GIL is free.
     *
     * @throws InterpreterClosedException if it is closed or being closed
     */
    public Attached attach() {
        CurrentThread current = CurrentThread.get();
        ThreadState cached = current.stateIn(this);
        Attached attached = cached == null ? null : cached.enter();
        return attached == null ? attachFirst() : attached;
    }

    private void enterForAMoment() {
        try (var _ = attach()) {
            // To enter is all: it gives references back.
        } catch (InterpreterClosedException ended) {
            // Then that has given them back.
        }
    }

    private Attached attachFirst() {
        if (Thread.currentThread().isVirtual()) {
            throw new IllegalStateException("a virtual thread must not attach; see PlatformThreads");
        }
        ThreadState state = newcomer();
        Attached attached = state.enter();
        if (attached == null) {
            return attachFirst();
        }
        threads().protectStack(state.pointer());
        sweep();
        return attached;
    }

    private ThreadState newcomer() {
        if (!gate.arrive()) {
            throw new InterpreterClosedException(id);
        }
        try {
            // SAFETY: PyThreadState_New may be called without the GIL, and newcomers keep the interpreter alive.
            return newState(threads().stateNew(pointer), false);
        } finally {
            gate.arrived();
        }
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
            if (!state.thread().isAlive() && states.remove(state)) {
                retired.add(state);
                if (!state.isAdopted()) {
                    delete(state);
                }
            }
        }
    }

    private void delete(ThreadState state) {
        state.markDeleted();
        // SAFETY: the thread is dead or kept out, the caller is attached by another state.
        threads().stateClear(state.pointer());
        threads().stateDelete(state.pointer());
    }

    /** Interrupts every other thread that is in the interpreter. */
    public void interrupt(Interruption interruption) {
        interrupt(interruption, ThreadState::isInside);
    }

    /** Interrupts another thread, if it is in the interpreter. Returns whether it was. */
    public boolean interrupt(Thread thread, Interruption interruption) {
        boolean found = states.stream().anyMatch(state -> state.thread() == thread && state.isInside());
        interrupt(interruption, state -> state.thread() == thread && state.isInside());
        return found;
    }

    /** Interrupts the threads that Python has started, if they wait in a host function or run Python code. */
    void interruptAdopted(Interruption interruption) {
        interrupt(interruption, ThreadState::isAdopted);
    }

    /** Interrupts every other thread that has entered from Java. */
    public void interruptVisits(Interruption interruption) {
        interrupt(interruption, state -> state.isEntered() && !state.isAdopted());
    }

    /** As {@link #interruptVisits}; returns whether the calling thread has entered from Java too. */
    public boolean interruptEntered(Interruption interruption) {
        interruptVisits(interruption);
        return !callersState().isAdopted();
    }

    /** Whether that is a thread that Python has started, and that has called Java. */
    boolean hasAdopted(long ident) {
        return states.stream()
                .anyMatch(state -> state.isAdopted()
                        && state.ident() == ident
                        && state.thread().isAlive());
    }

    private void interrupt(Interruption interruption, Predicate<ThreadState> which) {
        Thread self = Thread.currentThread();
        for (ThreadState state : states) {
            if (state.thread() != self && which.test(state) && state.thread().isAlive()) {
                state.interrupt(interruption);
            }
        }
    }

    Gate gate() {
        return gate;
    }

    /** Interrupts the calling thread once more, as soon as it is out of the host function that it is in. */
    public void interruptAgain() {
        callersState().interruptAgain();
    }

    /** Has a bell rung after each interrupt that strikes the calling thread in Python or C code of this interpreter. */
    public void onInterrupt(Runnable bell) {
        callersState().onInterrupt(bell);
    }

    private ThreadState callersState() {
        ThreadState state = CurrentThread.get().stateIn(this);
        if (state == null) {
            throw new IllegalStateException(Thread.currentThread() + " has never entered interpreter " + id);
        }
        return state;
    }

    /** The calling thread, as the one that runs this interpreter's signal handlers. */
    public MainThread mainThread() {
        return new MainThread(callersState());
    }

    /**
     * Runs the command line of the process in this interpreter, the main one, and ends the runtime.
     *
     * @return the exit status
     */
    public int runMain() {
        Attached attached = attach();
        int status = python.lifecycle().runMain();
        attached.closeEnded();
        return status;
    }

    /**
     * Ends the interpreter, in the order that {@link Ending} gives. Blocks until it has ended.
     *
     * @param pythonThreads the threads that Python has started
     * @param interruptThem whether to interrupt them, instead of waiting until they end
     * @param emptied is run, detached, when no thread is inside any more, just before its objects go
     * @return false if it had ended before
     * @throws InterpreterException if code in it does not stop; it is open again then
     */
    public boolean end(PythonThreads pythonThreads, boolean interruptThem, Runnable emptied) {
        return new Ending(this, gate, pythonThreads, interruptThem, emptied).run();
    }

    /** Whether no thread is inside, or about to be for the first time, but for those that Python has started. */
    boolean isEmpty() {
        return !gate.hasNewcomers() && inside().isEmpty();
    }

    /** The names of the threads that are inside, but for those that Python has started. */
    List<String> inside() {
        return states.stream()
                .filter(state -> state.isEntered() && !state.isAdopted())
                .map(state -> state.thread().getName())
                .toList();
    }

    /** Deletes all thread states that Clutch has made but the one by which the calling thread is attached. */
    void deleteStatesBut(ThreadState own) {
        for (ThreadState state : List.copyOf(states)) {
            if (state != own && state.pointer() != stateOfRuntime && !state.isAdopted() && states.remove(state)) {
                retired.add(state);
                state.slot().forget(this);
                delete(state);
            }
        }
    }

    /** Whether the state by which the calling thread is attached is the only one by which a thread may be inside. */
    boolean hasOnly(ThreadState own) {
        // SAFETY: attached, so the list of states does not change under us but by threads that end.
        for (long state = threads().threadHead(pointer);
                state != 0;
                state = threads().stateNext(state)) {
            if (state != own.pointer() && state != stateOfRuntime) {
                return false;
            }
        }
        return true;
    }

    /** Ends it. The calling thread is attached by the given state, its only one. */
    void end(Attached last) {
        // SAFETY: attached by the only state that is left; nobody else can come in any more.
        long own = last.state().pointer();
        if (runtimeThread == null) {
            python.lifecycle().endInterpreter(own);
        } else {
            threads().leaveThread();
            if (!runtimeThread.run(() -> endRuntime(own))) {
                System.getLogger("dev.clutch")
                        .log(System.Logger.Level.WARNING, "interpreter {0} could not write all of its output", id);
            }
            runtimeThread.end();
        }
    }

    private boolean endRuntime(long last) {
        threads().restoreThread(stateOfRuntime);
        threads().stateClear(last);
        threads().stateDelete(last);
        return python.lifecycle().finalizeRuntime();
    }

    /** Whether the CPU time of its threads is measured. */
    public boolean isMetered() {
        return metered;
    }

    /** A watch for the calling thread, if the interpreter is metered. */
    @Nullable
    CpuWatch watch() {
        return metered ? new CpuWatch(threads().nativeId(), arena) : null;
    }

    /** The CPU time of all threads while they were attached, in nanoseconds. */
    public long cpuNanos() {
        return retired.cpuNanos()
                + states.stream().mapToLong(ThreadState::cpuNanos).sum();
    }

    /** How often threads have entered from Java. */
    public long entries() {
        return retired.entries()
                + states.stream().mapToLong(ThreadState::entries).sum();
    }

    /** How many threads are inside; of those that Python has started, the ones that are known. */
    public int insiders() {
        return (int) states.stream()
                .filter(state -> state.isInside() && state.thread().isAlive())
                .count();
    }

    /** The interpreter is gone, and with it the last state, by which the calling thread was attached. */
    void ended(Attached last) {
        last.closeEnded();
        last.state().slot().forget(this);
        states.forEach(retired::add);
        states.clear();
        arena.close();
    }
}
