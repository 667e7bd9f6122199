package dev.clutch.cpython;

import dev.clutch.config.InterpreterConfig;
import dev.clutch.cpython.convert.ExceptionSnapshots;
import dev.clutch.cpython.object.PythonRaised;
import dev.clutch.cpython.thread.Attached;
import dev.clutch.cpython.thread.InterpreterThreads;
import dev.clutch.cpython.thread.PythonThreads;
import dev.clutch.error.InterpreterException;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How an interpreter becomes one of ours that CPython has just made. One that cannot be set up has to be ended, from
 * outside: so what goes wrong is kept until then.
 */
final class Birth {
    private final InterpreterThreads threads;
    private final InterpreterConfig config;
    private @Nullable CPythonInterpreter made;
    private @Nullable RuntimeException failure;

    private Birth(InterpreterThreads threads, InterpreterConfig config) {
        this.threads = threads;
        this.config = config;
    }

    /**
     * Sets it up, and detaches.
     *
     * @param attached the calling thread's way into it
     * @param install gives it what Python code calls Java by
     */
    static Birth of(Attached attached, Function<Attached, CPythonInterpreter> install, InterpreterConfig config) {
        Birth birth = new Birth(attached.interpreter(), config);
        try (attached) {
            birth.setUp(attached, install);
        }
        return birth;
    }

    private void setUp(Attached attached, Function<Attached, CPythonInterpreter> install) {
        try {
            CPythonInterpreter installed = install.apply(attached);
            made = installed;
            installed.setUp(attached, config);
        } catch (PythonRaised raised) {
            failure = failure(attached, raised);
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    /** What to throw, of an interpreter that could not be set up. */
    static InterpreterException failure(Attached attached, PythonRaised raised) {
        return new InterpreterException("interpreter " + attached.interpreter().id() + " could not be set up: "
                + ExceptionSnapshots.describe(attached, raised));
    }

    /**
     * The interpreter. The calling thread is not attached, and not the one on which its runtime ends.
     *
     * @throws InterpreterException if it could not be set up; it has ended then
     */
    CPythonInterpreter orEnd() {
        try {
            return complete();
        } catch (RuntimeException e) {
            end(e);
            throw e;
        }
    }

    private CPythonInterpreter complete() {
        if (failure != null) {
            throw failure;
        }
        CPythonInterpreter complete = Objects.requireNonNull(made);
        config.restrictions().memoryBudget().ifPresent(complete::limitMemory);
        return complete;
    }

    private void end(RuntimeException why) {
        try {
            if (made != null) {
                made.close(true, () -> {});
            } else {
                threads.end(PythonThreads.NONE, true, () -> {});
            }
        } catch (RuntimeException e) {
            why.addSuppressed(e);
        }
    }
}
