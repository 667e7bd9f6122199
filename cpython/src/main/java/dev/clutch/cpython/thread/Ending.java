package dev.clutch.cpython.thread;

import dev.clutch.cpython.capi.LibPython;
import dev.clutch.error.InterpreterException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The one order in which an interpreter ends:
 *
 * <ol>
 *   <li>refuse threads that want in,
 *   <li>interrupt those that are in, again and again, until they have left,
 *   <li>delete the thread states of all other threads that Java has brought,
 *   <li>join the threads that Python has started, interrupting them too if that was asked for, and run
 *       the exit handlers,
 *   <li>give all references back,
 *   <li>{@code Py_EndInterpreter}, which would kill the process if a thread state were left,
 *   <li>free the memory of the thread states.
 * </ol>
 *
 * <p>Code that does not react to interrupts for {@value #PATIENCE_SECONDS} seconds makes it fail; the
 * interpreter is open again then. Threads that Python has started are waited for without end if they
 * are not to be interrupted, as CPython does.
 */
final class Ending {
    private static final long PATIENCE_SECONDS = 10;
    private static final long NUDGE_MILLIS = 20;

    private final InterpreterThreads interpreter;
    private final LibPython python;
    private final Gate gate;
    private final PythonThreads pythonThreads;
    private final boolean interruptThem;
    private volatile boolean joined;

    Ending(InterpreterThreads interpreter, Gate gate, PythonThreads pythonThreads, boolean interruptThem) {
        this.interpreter = interpreter;
        this.python = interpreter.python();
        this.gate = gate;
        this.pythonThreads = pythonThreads;
        this.interruptThem = interruptThem;
    }

    /** Ends the interpreter, or leaves it as it was and throws. Returns false if it had ended before. */
    boolean run() {
        requireOutside();
        if (!gate.close()) {
            return false;
        }
        boolean ended = false;
        try {
            awaitEmpty();
            Attached attached = interpreter.attach();
            try {
                prepare(attached);
            } catch (RuntimeException | Error e) {
                attached.close();
                throw e;
            }
            // SAFETY: attached by the only state that is left; nobody else can come in any more.
            python.lifecycle().endInterpreter(attached.state().pointer());
            ended = true;
            interpreter.ended(attached.state());
            return true;
        } finally {
            gate.done(ended);
        }
    }

    private void requireOutside() {
        ThreadState own = CurrentThread.get().stateIn(interpreter);
        if (own != null && own.isEntered()) {
            throw new InterpreterException(
                    "interpreter " + interpreter.id() + " cannot be closed by code that runs in it");
        }
    }

    private void awaitEmpty() {
        long deadline = deadline();
        try {
            while (!interpreter.inside().isEmpty()) {
                if (System.nanoTime() > deadline) {
                    throw new InterpreterException("interpreter " + interpreter.id() + " cannot be closed: "
                            + interpreter.inside() + " still runs code in it that does not react to interrupts");
                }
                interpreter.interrupt(Interruption.CLOSING);
                gate.awaitLeft(() -> interpreter.inside().isEmpty(), NUDGE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterpreterException("interrupted while closing interpreter " + interpreter.id(), e);
        }
    }

    private static long deadline() {
        return System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    }

    private void prepare(Attached attached) {
        interpreter.deleteStatesBut(attached.state());
        joinPythonThreads(attached);
        interpreter.references().giveBackAll(python);
        interpreter.deleteStatesBut(attached.state());
        interpreter.requireOnly(attached.state());
    }

    private void joinPythonThreads(Attached attached) {
        if (!interruptThem || pythonThreads.idents(attached).isEmpty()) {
            pythonThreads.join(attached);
            return;
        }
        long joiner = python.threads().ident();
        Thread helper = new Thread(() -> nudge(joiner), "clutch-closer-" + interpreter.id());
        helper.setDaemon(true);
        gate.letHelperIn(helper);
        helper.start();
        try {
            pythonThreads.join(attached);
        } finally {
            joined = true;
            try (var _ = new Detached(attached.state())) {
                joinUninterruptibly(helper);
            }
            gate.letHelperIn(null);
        }
    }

    /** Interrupts Python's threads until they have ended; when patience ends, the thread that joins them. */
    private void nudge(long joiner) {
        long deadline = deadline();
        while (!joined) {
            interpreter.interruptAdopted(Interruption.CLOSING);
            try (Attached attached = interpreter.attach()) {
                pythonThreads.idents(attached).forEach(this::raiseIn);
                if (System.nanoTime() > deadline) {
                    raiseIn(joiner);
                }
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(NUDGE_MILLIS));
        }
    }

    private void raiseIn(long ident) {
        python.threads().setAsyncExc(ident, Interruption.CLOSING.exceptionType(python.errors()));
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
}
