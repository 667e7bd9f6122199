package dev.clutch.cpython;

import dev.clutch.config.InterpreterConfig;
import dev.clutch.cpython.capi.Modules;
import dev.clutch.cpython.convert.ExceptionSnapshots;
import dev.clutch.cpython.convert.PythonHooks;
import dev.clutch.cpython.object.PyCalls;
import dev.clutch.cpython.object.PyErrors;
import dev.clutch.cpython.object.PyRef;
import dev.clutch.cpython.object.PythonRaised;
import dev.clutch.cpython.thread.Attached;
import dev.clutch.cpython.thread.InterpreterThreads;
import dev.clutch.cpython.thread.Interruption;
import dev.clutch.cpython.thread.MemoryMeter;
import dev.clutch.cpython.thread.PlatformThreads;
import dev.clutch.cpython.thread.PythonThreads;
import dev.clutch.cpython.upcall.HostModule;
import dev.clutch.cpython.upcall.Hosted;
import dev.clutch.error.ExceptionInfo;
import dev.clutch.error.ExecutionFailedException;
import dev.clutch.error.InterpreterClosedException;
import dev.clutch.error.InterpreterException;
import dev.clutch.error.NotShareableException;
import dev.clutch.message.Message;
import dev.clutch.spi.EngineFunction;
import dev.clutch.spi.EngineInterpreter;
import dev.clutch.spi.InterpreterStatistics;
import dev.clutch.spi.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** One CPython interpreter. */
final class CPythonInterpreter implements EngineInterpreter {
    private final HostModule.Installed installed;
    private final Hosted hosted;
    private final InterpreterThreads threads;
    private final MemoryMeter memory;
    private final Runnable whenEnded;

    /** An interpreter that is to be set up; {@code whenEnded} is run once, after its end. */
    CPythonInterpreter(HostModule.Installed installed, MemoryMeter memory, Runnable whenEnded) {
        this.installed = installed;
        this.memory = memory;
        this.whenEnded = whenEnded;
        this.hosted = installed.hosted();
        this.threads = hosted.threads();
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
            return outcome(attached, Original.STAYS, () -> exec(attached, compile, Message.of(source)));
        });
    }

    @Override
    public Outcome exec(Message code) {
        return inside(attached -> {
            PyRef load = hosted.hooks().loadCode();
            return outcome(attached, Original.CROSSES, () -> exec(attached, load, code));
        });
    }

    /** Runs the code object that the hook makes of the message. */
    private Message exec(Attached attached, PyRef toCode, Message message) {
        long code = convert(attached, toCode, message);
        try {
            long main = mainNames(attached);
            Modules modules = attached.python().modules();
            PyCalls.decRef(attached, PyErrors.check(attached, modules.evalCode(code, main, main)));
            return Message.None.NONE;
        } finally {
            PyCalls.decRef(attached, code);
        }
    }

    /** What the hook makes of the message. */
    private long convert(Attached attached, PyRef hook, Message message) {
        long object = hosted.decoder().decode(attached, message);
        try {
            return PyCalls.call(attached, hook.borrow(attached), object);
        } finally {
            PyCalls.decRef(attached, object);
        }
    }

    /** The dict of {@code __main__}, borrowed from it. */
    private static long mainNames(Attached attached) {
        long main = PyCalls.importModule(attached, "__main__");
        long names = attached.python().modules().moduleDict(main);
        PyCalls.decRef(attached, main);
        return names;
    }

    @Override
    public EngineFunction function(Message callable) {
        return inside(attached -> {
            try {
                return new Function(PyRef.steal(attached, callable(attached, callable)));
            } catch (PythonRaised raised) {
                throw new ExecutionFailedException(hosted.snapshots().take(attached, raised));
            }
        });
    }

    private long callable(Attached attached, Message message) {
        return switch (message.unladen()) {
            case Message.Str name -> named(attached, name);
            case Message.Surrogates _, Message.Bytes _, Message.Tuple _ ->
                convert(attached, hosted.hooks().loadCallable(), message);
            default -> hosted.decoder().decode(attached, message);
        };
    }

    private long named(Attached attached, Message.Str name) {
        long known = hosted.names().find(attached, name.value());
        if (known != 0) {
            return known;
        }
        long found = convert(attached, hosted.hooks().loadCallable(), name);
        hosted.names().learnPlace(attached, name);
        return found;
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

        /** As {@link #outcome}, but without its lambdas, behind which the JIT would not see. */
        private Outcome enterAndCall(List<Message> arguments, List<Message.Entry> keywords) {
            try (Attached attached = threads.attach()) {
                requireServed();
                return call(attached, arguments, keywords);
            }
        }

        private Outcome call(Attached attached, List<Message> arguments, List<Message.Entry> keywords) {
            long called = callable.borrow(attached);
            try (var _ = RunningMain.begin(attached, called)) {
                long result = callObject(attached, called, arguments, keywords);
                return new Outcome.Returned(encodeAndDrop(attached, result));
            } catch (PythonRaised raised) {
                return raised(attached, Original.STAYS, raised);
            } catch (ExecutionFailedException failed) {
                return new Outcome.Raised(failed.info(), Message.None.NONE);
            }
        }

        @Override
        public Outcome call(Message arguments, Message keywords) {
            return inside(attached -> callSent(attached, callable.borrow(attached), arguments, keywords));
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
                called = callable(attached, callable);
            } catch (PythonRaised raised) {
                return new Outcome.Unshareable("callable", hosted.snapshots().take(attached, raised));
            }
            try {
                return callSent(attached, called, arguments, keywords);
            } finally {
                PyCalls.decRef(attached, called);
            }
        }
    }

    private Outcome callSent(Attached attached, long callable, Message arguments, Message keywords) {
        try {
            return arguments instanceof Message.Tuple(var elements) && isEmpty(keywords)
                    ? callPositional(attached, callable, elements)
                    : callWithBoth(attached, callable, arguments, keywords);
        } catch (PythonRaised raised) {
            return new Outcome.Unshareable("args", hosted.snapshots().take(attached, raised));
        }
    }

    private static boolean isEmpty(Message keywords) {
        return keywords instanceof Message.Dict(var entries) && entries.isEmpty();
    }

    /** Without making a tuple of the arguments first. */
    private Outcome callPositional(Attached attached, long callable, List<Message> arguments) {
        long[] objects = hosted.decoder().decodeAll(attached, arguments);
        try (var _ = RunningMain.begin(attached, callable)) {
            return new Outcome.Returned(encodeAndDrop(attached, PyCalls.call(attached, callable, objects)));
        } catch (PythonRaised raised) {
            return raised(attached, Original.CROSSES, raised);
        } catch (ExecutionFailedException failed) {
            return new Outcome.Raised(failed.info(), Message.None.NONE);
        } finally {
            PyCalls.decRef(attached, objects);
        }
    }

    private Outcome callWithBoth(Attached attached, long callable, Message arguments, Message keywords) {
        long[] both = hosted.decoder().decodeAll(attached, List.of(arguments, keywords));
        return outcome(attached, Original.CROSSES, () -> call(attached, callable, both));
    }

    /** Calls with a tuple and a dict, and drops them. */
    private Message call(Attached attached, long callable, long[] both) {
        try (var _ = RunningMain.begin(attached, callable)) {
            long result = attached.python().objects().call(callable, both[0], both[1]);
            return encodeAndDrop(attached, PyErrors.check(attached, result));
        } finally {
            PyCalls.decRef(attached, both);
        }
    }

    private long callObject(Attached attached, long callable, List<Message> arguments, List<Message.Entry> keywords) {
        long[] values = new long[arguments.size() + keywords.size()];
        long names = 0;
        try {
            for (int i = 0; i < values.length; i++) {
                boolean positional = i < arguments.size();
                values[i] = hosted.decoder()
                        .decode(
                                attached,
                                positional
                                        ? arguments.get(i)
                                        : keywords.get(i - arguments.size()).value());
            }
            names = keywords.isEmpty() ? 0 : names(attached, keywords);
            return PyCalls.call(attached, callable, values, arguments.size(), names);
        } finally {
            PyCalls.decRef(attached, values);
            PyCalls.decRef(attached, names);
        }
    }

    private long names(Attached attached, List<Message.Entry> keywords) {
        List<Message> names = keywords.stream().map(Message.Entry::key).toList();
        return hosted.decoder().decode(attached, new Message.Tuple(names));
    }

    /**
     * What cannot leave is the fault of neither side's code, so it is no {@code ExecutionFailed}; unless
     * something else came in between, such as an interrupt.
     */
    private Message encodeAndDrop(Attached attached, long result) {
        try {
            return hosted.encoder().encode(attached, result);
        } catch (PythonRaised raised) {
            ExceptionInfo info = hosted.snapshots().take(attached, raised);
            throw info.typeName().equals("NotShareableError")
                    ? new NotShareableException(info.message())
                    : new ExecutionFailedException(info);
        } finally {
            PyCalls.decRef(attached, result);
        }
    }

    @Override
    public Outcome prepareMain(Message names) {
        return inside(attached -> outcome(attached, Original.CROSSES, () -> prepareMain(attached, names)));
    }

    private Message prepareMain(Attached attached, Message names) {
        long dict = hosted.decoder().decode(attached, names);
        try {
            PyErrors.check(attached, attached.python().containers().dictUpdate(mainNames(attached), dict));
            return Message.None.NONE;
        } finally {
            PyCalls.decRef(attached, dict);
        }
    }

    /** Whether an exception that code raises is to be dumped for Python code elsewhere. */
    private enum Original {
        CROSSES,
        STAYS
    }

    private Outcome outcome(Attached attached, Original original, Supplier<Message> work) {
        try {
            return new Outcome.Returned(work.get());
        } catch (PythonRaised raised) {
            return raised(attached, original, raised);
        } catch (ExecutionFailedException failed) {
            return new Outcome.Raised(failed.info(), Message.None.NONE);
        }
    }

    private Outcome raised(Attached attached, Original original, PythonRaised raised) {
        ExceptionSnapshots snapshots = hosted.snapshots();
        Message dumped = original == Original.CROSSES ? snapshots.dump(attached, raised) : Message.None.NONE;
        return new Outcome.Raised(snapshots.take(attached, raised), dumped);
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
        boolean ended = PlatformThreads.run(() -> threads.end(pythonThreads(), interruptThreads, emptied));
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

    private PythonThreads pythonThreads() {
        PythonHooks hooks = hosted.hooks();
        return new PythonThreads() {
            @Override
            public void join(Attached attached) {
                PyCalls.decRef(attached, call(attached, hooks.finish()));
            }

            @Override
            public Optional<List<Long>> stop(Attached attached) {
                long idents = call(attached, hooks.stopThreads());
                try {
                    return hosted.encoder().encode(attached, idents) instanceof Message.ListOf(var list)
                            ? Optional.of(list.stream()
                                    .map(ident -> ((Message.Int) ident).value())
                                    .toList())
                            : Optional.empty();
                } finally {
                    PyCalls.decRef(attached, idents);
                }
            }
        };
    }

    /** An exception here means that a thread could not be joined. */
    private long call(Attached attached, PyRef hook) {
        try {
            return PyCalls.call(attached, hook.borrow(attached));
        } catch (PythonRaised raised) {
            ExceptionInfo info = hosted.snapshots().take(attached, raised);
            throw new InterpreterException("interpreter " + threads.id() + " cannot be closed: " + info.formatted());
        }
    }

    void stopServing() {
        installed.close();
    }
}
