package dev.clutch.cpython.thread;

import dev.clutch.cpython.capi.LibPython;
import dev.clutch.error.InterpreterException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The one order in which an interpreter ends:
 *
 * <ol>
 *   <li>refuse threads that want in,
 *   <li>give those that are in a moment to leave, then interrupt them, again and again, until they have,
 *   <li>delete the thread states of all other threads that Java has brought,
 *   <li>join the threads that Python has started, interrupting them too if that was asked for, and run
 *       the exit handlers,
 *   <li>drop what it has sent and nobody has received, and copy what is still to be received,
 *   <li>give all references back, but those to memory that others see,
 *   <li>{@code Py_EndInterpreter}, which would kill the process if a thread state were left; or {@code Py_FinalizeEx}
 *       for one with a runtime of its own,
 *   <li>free the memory of the thread states.
 * </ol>
 *
 * <p>Code that does not react to interrupts for {@value #PATIENCE_SECONDS} seconds makes it fail; the
 * interpreter is open again then. Threads that Python has started are waited for without end if they
 * are not to be interrupted, as CPython does.
 */
final class Ending {
    private static final long PATIENCE_SECONDS = 10;

    /**
     * Calls have this long to end by themselves, and then as long to clean up before they are interrupted
     * again: an exception that strikes in the middle of an import may leave its lock taken for ever.
     */
    private static final long GRACE_MILLIS = 100;

    private static final long POLL_MILLIS = 5;

    private final InterpreterThreads interpreter;
    private final LibPython python;
    private final Gate gate;
    private final PythonThreads pythonThreads;
    private final boolean interruptThem;
    private final Runnable emptied;

    Ending(
            InterpreterThreads interpreter,
            Gate gate,
            PythonThreads pythonThreads,
            boolean interruptThem,
            Runnable emptied) {
        this.interpreter = interpreter;
        this.python = interpreter.python();
        this.gate = gate;
        this.pythonThreads = pythonThreads;
        this.interruptThem = interruptThem;
        this.emptied = emptied;
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
            interpreter.end(attached);
            ended = true;
            interpreter.ended(attached);
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
            gate.awaitLeft(interpreter::isEmpty, GRACE_MILLIS);
            while (!interpreter.isEmpty()) {
                if (System.nanoTime() > deadline) {
                    throw new InterpreterException("interpreter " + interpreter.id() + " cannot be closed: "
                            + interpreter.inside() + " still runs code in it that does not react to interrupts");
                }
                interpreter.interrupt(Interruption.CLOSING);
                gate.awaitLeft(interpreter::isEmpty, GRACE_MILLIS);
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
        requireAlone(attached);
        try (var _ = new Detached(attached.state())) {
            emptied.run();
            interpreter.references().settlePins();
        }
        interpreter.references().giveBackAll(python);
    }

    private void joinPythonThreads(Attached attached) {
        if (interruptThem) {
            stopPythonThreads(attached);
        }
        pythonThreads.join(attached);
    }

    private void stopPythonThreads(Attached attached) {
        long deadline = deadline();
        long nextInterrupt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS);
        Optional<List<Long>> running = pythonThreads.stop(attached);
        while (running.isPresent()) {
            long now = System.nanoTime();
            if (now > deadline) {
                throw new InterpreterException("interpreter " + interpreter.id()
                        + " cannot be closed: a thread that it started does not react to interrupts");
            }
            if (now > nextInterrupt) {
                nextInterrupt = now + TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS);
                interrupt(attached, running.get());
            }
            pause(attached);
            running = pythonThreads.stop(attached);
        }
    }

    /** Threads that Python's libraries do not know of, or that are just about to end, may still be there. */
    private void requireAlone(Attached attached) {
        long deadline = deadline();
        while (!interpreter.hasOnly(attached.state())) {
            if (System.nanoTime() > deadline) {
                throw new InterpreterException(
                        "interpreter " + interpreter.id() + " cannot be closed: a thread that it started still runs");
            }
            interrupt(attached, List.of());
            pause(attached);
        }
    }

    private static void pause(Attached attached) {
        try (var _ = new Detached(attached.state())) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(POLL_MILLIS));
        }
    }

    private void interrupt(Attached attached, List<Long> idents) {
        // Both would strike the same thread twice.
        idents.stream().filter(ident -> !interpreter.hasAdopted(ident)).forEach(this::raiseIn);
        try (var _ = new Detached(attached.state())) {
            interpreter.interruptAdopted(Interruption.CLOSING);
        }
    }

    private void raiseIn(long ident) {
        python.threads().setAsyncExc(ident, Interruption.CLOSING.exceptionType(python.errors()));
    }
}
