package dev.clutch.cpython.upcall;

import dev.clutch.cpython.capi.CallableTypes;
import dev.clutch.cpython.capi.Containers;
import dev.clutch.cpython.capi.HostMethods;
import dev.clutch.cpython.capi.LibPython;
import dev.clutch.cpython.capi.Memory;
import dev.clutch.cpython.capi.MethodTypes;
import dev.clutch.cpython.object.PyCalls;
import dev.clutch.cpython.object.PyErrors;
import dev.clutch.cpython.object.PythonRaised;
import dev.clutch.cpython.thread.Attached;
import dev.clutch.cpython.thread.Detached;
import dev.clutch.cpython.thread.Interruption;
import dev.clutch.cpython.thread.ThreadState;
import dev.clutch.error.ClutchException;
import dev.clutch.host.HostCall;
import dev.clutch.host.HostFailure;
import dev.clutch.host.HostFunction;
import dev.clutch.message.Message;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The one place where Python enters Java.
 *
 * <p>Every function of {@code _clutch} comes here. The barrier encodes the arguments, detaches, runs the
 * Java code, attaches again and decodes the result. So host functions never hear of thread states, and
 * may lock and wait: no thread ever waits in Java while it holds a GIL. Only what a function can do
 * without a wait it may do attached ({@link HostFunction.Quick}).
 *
 * <p><b>Nothing leaves it.</b> A Java exception that left an upcall would end the VM without a trace,
 * so every {@link Throwable}, stack overflow and lack of memory included, becomes a Python exception.
 *
 * <p><b>Interrupts.</b> When the thread was interrupted while it waited, the interruption is raised in
 * its place. If the host function had come to its end all the same, its result is returned, since it
 * may be an item that is in no queue any more, and the interruption is raised a moment later.
 */
final class UpcallBarrier implements HostMethods.Target {
    private static final int FUNCTION_BITS = 16;
    private static final long UNREPORTABLE = Arena.global()
            .allocateFrom("a host function failed, and so did reporting it (out of memory or stack?)")
            .address();

    private static final int RECENT = 256;

    private record Entry(long key, Hosted hosted, List<HostFunction> functions) {}

    private final LibPython python;
    private final ConcurrentHashMap<Long, Entry> entries = new ConcurrentHashMap<>();
    /** Those that were registered last, each where its key says: nearly all calls come from them. */
    private final AtomicReferenceArray<@Nullable Entry> recent = new AtomicReferenceArray<>(RECENT);

    private final AtomicLong lastKey = new AtomicLong();

    UpcallBarrier(LibPython python) {
        this.python = python;
    }

    /** A key under which an interpreter can be registered; never given out twice. */
    long newKey() {
        return lastKey.incrementAndGet();
    }

    /** The {@code self} of a function, by which the barrier recognizes it. */
    static long self(long key, int function) {
        return (key << FUNCTION_BITS) | function;
    }

    void register(long key, Hosted hosted, List<HostFunction> functions) {
        Entry entry = new Entry(key, hosted, List.copyOf(functions));
        entries.put(key, entry);
        recent.set(place(key), entry);
    }

    boolean isRegistered(long key) {
        return entries.containsKey(key);
    }

    void unregister(long key) {
        Entry entry = entries.remove(key);
        recent.compareAndSet(place(key), entry, null);
    }

    private static int place(long key) {
        return (int) (key % RECENT);
    }

    /** A call of a function of {@code _clutch}. */
    @Override
    public long call(long self, long arguments, long count, long keywords) {
        try {
            long code = python.values().longAsLongLong(self);
            Entry entry = entry(code);
            HostFunction function = function(entry, code);
            Message[] messages = new Message[(int) wanted(function, count)];
            return serve(entry.hosted, function, messages, 0, arguments);
        } catch (Throwable t) {
            return lastResort(t);
        }
    }

    /** A call of an object that stands for a Java function: of a host function, whose first arguments are that. */
    long callObject(long object, long arguments, long count, long keywords) {
        try {
            long code = CallableTypes.self(object);
            Entry entry = entry(code);
            long positional = count & Long.MAX_VALUE;
            long named = keywords == 0 ? 0 : Containers.size(keywords);
            Message[] messages = new Message[(int) (2 + positional + named)];
            messages[0] = new Message.Int(CallableTypes.id(object));
            messages[1] = keywords == 0 ? Message.Tuple.EMPTY : names(entry.hosted, keywords);
            return serve(entry.hosted, function(entry, code), messages, 2, arguments);
        } catch (Throwable t) {
            return lastResort(t);
        }
    }

    /** A call of a method whose plain calls are those of a host function; its Python function serves the others. */
    long callMethod(MethodTypes methods, long method, long arguments, long count, long keywords) {
        try {
            long positional = count & Long.MAX_VALUE;
            boolean isPlain = keywords == 0 && positional > 0 && positional == MethodTypes.count(method);
            long code = isPlain ? methods.self(method) : -1;
            // SAFETY: CPython passes an array of as many borrowed objects, which live as long as the call.
            long id = code < 0 ? -1 : methods.id(method, Memory.word(arguments));
            if (id < 0) {
                return methods.callFunction(method, arguments, count, keywords);
            }
            Entry entry = entry(code);
            Message[] messages = new Message[(int) positional];
            messages[0] = new Message.Int(id);
            return serve(entry.hosted, function(entry, code), messages, 1, arguments + Long.BYTES);
        } catch (Throwable t) {
            return lastResort(t);
        }
    }

    private Entry entry(long code) {
        long key = code >>> FUNCTION_BITS;
        Entry last = recent.get(place(key));
        Entry entry = last != null && last.key == key ? last : entries.get(key);
        if (entry == null) {
            throw new IllegalStateException("_clutch was called in an interpreter that is closed");
        }
        return entry;
    }

    private static HostFunction function(Entry entry, long code) {
        return entry.functions.get((int) (code & ((1 << FUNCTION_BITS) - 1)));
    }

    private static Message names(Hosted hosted, long keywords) {
        Attached attached = hosted.threads().attachedState().assumeAttached();
        return hosted.encoder().encode(attached, keywords);
    }

    /** Fills the messages up, from that index, with as many arguments. */
    private long serve(Hosted hosted, HostFunction function, Message[] messages, int first, long arguments) {
        Attached attached = hosted.threads().attachedState().assumeAttached();
        Arrays.fill(messages, first, messages.length, Message.None.NONE);
        try {
            encode(hosted, function, attached, messages, first, arguments);
            HostCall call = new HostCall(hosted.threads().id(), messages);
            Message quick = function.quick().serve(call);
            return decode(hosted, attached, quick != null ? quick : run(function, call, attached));
        } catch (PythonRaised raised) {
            raised.restore(attached);
            return 0;
        } catch (Throwable t) {
            raise(hosted, attached, t);
            return 0;
        } finally {
            for (Message message : messages) {
                if (message instanceof Message.Laden laden) {
                    laden.cargo().settle();
                }
            }
        }
    }

    private static long wanted(HostFunction function, long count) {
        return function.body() instanceof HostFunction.Prompt prompt ? Math.min(count, prompt.arguments()) : count;
    }

    private static void encode(
            Hosted hosted, HostFunction function, Attached attached, Message[] messages, int first, long arguments) {
        for (int i = first; i < messages.length; i++) {
            // SAFETY: CPython passes an array of as many borrowed objects, which live as long as the call.
            long object = Memory.word(arguments + (i - first) * 8L);
            messages[i] = switch (function.way(i)) {
                case COPIED -> hosted.encoder().encode(attached, object);
                case CALLED -> hosted.encoder().encodeCallable(attached, object);
                case HANDED -> hosted.encoder().encodeHanded(attached, object);
            };
        }
    }

    private static long decode(Hosted hosted, Attached attached, Message result) {
        try {
            return hosted.decoder().decode(attached, result);
        } finally {
            if (result instanceof Message.Laden laden) {
                laden.cargo().discard();
            }
        }
    }

    private Message run(HostFunction function, HostCall call, Attached attached) throws InterruptedException {
        if (function.body() instanceof HostFunction.Prompt prompt) {
            return runPrompt(prompt, call, attached);
        }
        while (true) {
            try {
                Message result = runDetached(function, call, attached.state());
                if (attached.state().isInterruptionRising()) {
                    result.cargo().discard();
                    throw new InterruptedException();
                }
                attached.state().postponeInterruption();
                return result;
            } catch (InterruptedException e) {
                if (isOver(call, attached)) {
                    throw e;
                }
            }
        }
    }

    private boolean isOver(HostCall call, Attached attached) {
        boolean over = true;
        try {
            over = isEnded(attached);
            return over;
        } finally {
            if (over) {
                abandon(call, attached.state());
            }
        }
    }

    private static void abandon(HostCall call, ThreadState state) {
        try (var _ = new Detached(state)) {
            call.abandon();
        }
    }

    /** What came meanwhile is raised afterwards: a loop of such calls must not keep it away for ever. */
    private Message runPrompt(HostFunction.Prompt prompt, HostCall call, Attached attached) {
        ThreadState state = attached.state();
        Message result;
        try (var _ = new Detached(state)) {
            result = prompt.serve(call);
        }
        Interruption interruption = prompt.isQuiet() ? null : state.takeInterruption();
        if (interruption != null) {
            result.cargo().discard();
            python.errors().setNone(interruption.exceptionType(python.errors()));
            PyErrors.check(attached, 0L);
        }
        state.postponeInterruption();
        return result;
    }

    /** A signal whose handler raises nothing does not end the wait (PEP 475). */
    private boolean isEnded(Attached attached) {
        if (!attached.state().takeSignal()) {
            return true;
        }
        PyErrors.check(attached, python.errors().checkSignals());
        return attached.state().isInterrupted();
    }

    private static Message runDetached(HostFunction function, HostCall call, ThreadState state)
            throws InterruptedException {
        try (var _ = new Detached(state)) {
            if (state.isInterrupted()) {
                throw new InterruptedException();
            }
            return function.body().serve(call);
        }
    }

    private void raise(Hosted hosted, Attached attached, Throwable t) {
        Interruption interruption = attached.state().takeInterruption();
        if (interruption != null) {
            python.errors().setNone(interruption.exceptionType(python.errors()));
        } else if (t instanceof InterruptedException) {
            attached.state().interruptAfterLeaving();
            python.errors().setNone(Interruption.REQUESTED.exceptionType(python.errors()));
        } else {
            raiseError(hosted, attached, t);
        }
    }

    private void raiseError(Hosted hosted, Attached attached, Throwable t) {
        Message message = t instanceof HostFailure failure ? failure.told() : Message.of(describe(t));
        Message name = new Message.Str(pythonName(t));
        long nameObject = 0;
        long messageObject = 0;
        try {
            nameObject = hosted.decoder().decode(attached, name);
            messageObject = hosted.decoder().decode(attached, message);
            long exception =
                    PyCalls.call(attached, hosted.hooks().hostError().borrow(attached), nameObject, messageObject);
            python.errors().setRaisedException(exception);
        } catch (PythonRaised raised) {
            raised.restore(attached);
        } finally {
            PyCalls.decRef(attached, nameObject, messageObject);
        }
    }

    private static String pythonName(Throwable t) {
        return switch (t) {
            case ClutchException clutch -> clutch.pythonName();
            case HostFailure failure -> failure.pythonName();
            case IllegalArgumentException wrong -> "ValueError";
            case ArithmeticException overflow -> "OverflowError";
            case ClassCastException wrong -> "TypeError";
            case StackOverflowError deep -> "RecursionError";
            case UncheckedIOException failed -> "OSError";
            case OutOfMemoryError full -> "MemoryError";
            default -> "RuntimeError";
        };
    }

    /** What says a sentence by itself is told as it is; of what went wrong in Java, the kind is told too. */
    private static @Nullable String describe(Throwable t) {
        return switch (t) {
            case ClutchException refused -> refused.getMessage();
            case IllegalArgumentException _, IllegalStateException _, ClassCastException _, ArithmeticException _
            when t.getMessage() != null -> t.getMessage();
            default -> "Java: " + t;
        };
    }

    /** For what cannot be reported properly: some exception is set, the log gets the rest, and the VM lives. */
    private long lastResort(Throwable t) {
        if (!python.errors().occurred()) {
            python.errors().setString(python.errors().runtimeError, UNREPORTABLE);
        }
        try {
            System.getLogger("dev.clutch").log(System.Logger.Level.ERROR, "a host function failed", t);
        } catch (Throwable unloggable) {
            // Memory or stack are used up. Python has its exception; nothing else must leave from here.
        }
        return 0;
    }
}
