package dev.clutch.cpython;

import dev.clutch.config.InterpreterConfig;
import dev.clutch.cpython.object.PyCalls;
import dev.clutch.cpython.object.PyRef;
import dev.clutch.cpython.object.PythonRaised;
import dev.clutch.cpython.thread.Attached;
import dev.clutch.cpython.thread.InterpreterThreads;
import dev.clutch.cpython.thread.Interruption;
import dev.clutch.cpython.thread.MemoryMeter;
import dev.clutch.cpython.thread.PlatformThreads;
import dev.clutch.cpython.upcall.HostModule;
import dev.clutch.cpython.upcall.Hosted;
import dev.clutch.error.ExecutionFailedException;
import dev.clutch.error.InterpreterClosedException;
import dev.clutch.error.InterpreterException;
import dev.clutch.message.Message;
import dev.clutch.spi.EngineFunction;
import dev.clutch.spi.EngineInterpreter;
import dev.clutch.spi.InterpreterStatistics;
import dev.clutch.spi.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One CPython interpreter. */
final class CPythonInterpreter implements EngineInterpreter {
    private final HostModule.Installed installed;
    private final Hosted hosted;
    private final InterpreterThreads threads;
    private final Outcomes outcomes;
    private final Calls calls;
    private final MainModule main;
    private final MemoryMeter memory;
    private final Runnable whenEnded;

    /** An interpreter that is to be set up; {@code whenEnded} is run once, after its end. */
    CPythonInterpreter(HostModule.Installed installed, MemoryMeter memory, Runnable whenEnded) {
        this.installed = installed;
        this.memory = memory;
        this.whenEnded = whenEnded;
        this.hosted = installed.hosted();
        this.threads = hosted.threads();
        this.outcomes = new Outcomes(hosted);
        this.calls = new Calls(hosted, outcomes);
        this.main = new MainModule(hosted, calls);
    }

    @Override
    public long id() {
        return threads.id();
    }

    /** Something to do in the interpreter. */
    @FunctionalInterface
    private interface Work<T> {
        T run(Attached attached);
    }

    @Override
    public Outcome exec(String source) {
        return inside(attached -> {
            PyRef compile = hosted.hooks().compile();
            return outcomes.of(
                    attached, Outcomes.Original.STAYS, () -> main.exec(attached, compile, Message.of(source)));
        });
    }

    @Override
    public Outcome exec(Message code) {
        return inside(attached -> {
            PyRef load = hosted.hooks().loadCode();
            return outcomes.of(attached, Outcomes.Original.CROSSES, () -> main.exec(attached, load, code));
        });
    }

    @Override
    public EngineFunction function(Message callable) {
        return inside(attached -> {
            try {
                return new Function(PyRef.steal(attached, calls.find(attached, callable)));
            } catch (PythonRaised raised) {
                throw new ExecutionFailedException(hosted.snapshots().take(attached, raised));
            }
        });
    }

    /** A callable of this interpreter. */
    private final class Function implements EngineFunction {
        private final PyRef callable;

        Function(PyRef callable) {
            this.callable = callable;
        }

        @Override
        public Outcome call(List<Message> arguments, List<Message.Entry> keywords) {
            return Thread.currentThread().isVirtual()
                    ? PlatformThreads.run(() -> enterAndCall(arguments, keywords))
                    : enterAndCall(arguments, keywords);
        }

        /** As {@link #inside}, but without its lambdas, behind which the JIT would not see. */
        private Outcome enterAndCall(List<Message> arguments, List<Message.Entry> keywords) {
            try (Attached attached = threads.attach()) {
                requireServed();
                return calls.call(attached, callable.borrow(attached), arguments, keywords);
            }
        }

        @Override
        public Outcome call(Message arguments, Message keywords) {
            return inside(attached -> calls.callSent(attached, callable.borrow(attached), arguments, keywords));
        }

        @Override
        public void close() {
            callable.close();
        }
    }

    /** As {@link #inside}, but without its lambdas, behind which the JIT would not see. */
    @Override
    public Outcome call(Message callable, Message arguments, Message keywords) {
        return Thread.currentThread().isVirtual()
                ? PlatformThreads.run(() -> enterAndCall(callable, arguments, keywords))
                : enterAndCall(callable, arguments, keywords);
    }

    private Outcome enterAndCall(Message callable, Message arguments, Message keywords) {
        try (Attached attached = threads.attach()) {
            requireServed();
            long called;
            try {
                called = calls.find(attached, callable);
            } catch (PythonRaised raised) {
                return new Outcome.Unshareable("callable", hosted.snapshots().take(attached, raised));
            }
            try {
                return calls.callSent(attached, called, arguments, keywords);
            } finally {
                PyCalls.decRef(attached, called);
            }
        }
    }

    @Override
    public Outcome prepareMain(Message names) {
        return inside(attached -> outcomes.of(attached, Outcomes.Original.CROSSES, () -> main.bind(attached, names)));
    }

    private <T> T inside(Work<T> work) {
        return PlatformThreads.run(() -> {
            try (Attached attached = threads.attach()) {
                requireServed();
                return work.run(attached);
            }
        });
    }

    private void requireServed() {
        if (!installed.isServed()) {
            throw new InterpreterClosedException(threads.id());
        }
    }

    @Override
    public void interrupt() {
        PlatformThreads.run(() -> {
            threads.interruptVisits(Interruption.REQUESTED);
            return true;
        });
    }

    @Override
    public boolean interrupt(Thread thread) {
        return PlatformThreads.run(() -> threads.interrupt(thread, Interruption.REQUESTED));
    }

    @Override
    public boolean interruptEntered() {
        return threads.interruptEntered(Interruption.REQUESTED);
    }

    @Override
    public void interruptAgain() {
        threads.interruptAgain();
    }

    @Override
    public void onInterrupt(Runnable bell) {
        threads.onInterrupt(bell);
    }

    @Override
    public void close(boolean interruptThreads, Runnable emptied) {
        boolean ended = PlatformThreads.run(() -> threads.end(new StartedThreads(hosted), interruptThreads, emptied));
        if (ended) {
            installed.forgetObjects();
            stopServing();
            whenEnded.run();
        }
    }

    @Override
    public InterpreterStatistics statistics() {
        return new InterpreterStatistics(
                threads.entries(),
                threads.insiders(),
                threads.isMetered() ? Optional.of(Duration.ofNanos(threads.cpuNanos())) : Optional.empty(),
                memory.bytes(id()));
    }

    /**
     * Has the Python side set it up; see {@link HostModule.Installed#setUp}.
     *
     * @throws PythonRaised if that fails
     */
    long setUp(Attached attached, InterpreterConfig config) {
        return installed.setUp(attached, config);
    }

    /** Interrupts the interpreter from now on when it takes more memory than that. */
    void limitMemory(long budget) {
        long bytes = memory.bytes(id()).orElse(0);
        if (bytes == 0) {
            throw new InterpreterException("a memory budget needs CPython's own allocator: unset PYTHONMALLOC");
        }
        if (bytes > budget) {
            throw new InterpreterException("the memory budget of " + budget
                    + " bytes is too small: an interpreter that has done nothing yet has " + bytes);
        }
        memory.account(id()).limit(threads, budget);
    }

    void stopServing() {
        installed.close();
    }
}
