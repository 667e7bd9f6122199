package dev.clutch;

import dev.clutch.error.InterpreterException;
import dev.clutch.message.Message;
import dev.clutch.spi.EngineFunction;
import dev.clutch.spi.EngineInterpreter;
import dev.clutch.spi.Outcome;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * What runs in one interpreter, by {@code exec} and {@code call}: Java code, pools, and Python code, for which PEP 734
 * has the rule that one thread at a time runs an interpreter. Safe for use by many threads.
 */
final class Runs {
    private static final Outcome NOTHING = new Outcome.Returned(Message.None.NONE);

    private final EngineInterpreter engine;
    private final long interpreter;
    private final AtomicInteger count = new AtomicInteger();
    private final Set<TimedRun<?>> stuck = ConcurrentHashMap.newKeySet();

    Runs(EngineInterpreter engine) {
        this.engine = engine;
        this.interpreter = engine.id();
    }

    boolean any() {
        return count.get() > 0;
    }

    /** To be followed by {@link #end}; for where {@link #with} is too slow. */
    void begin() {
        requireFree();
        count.incrementAndGet();
    }

    void end() {
        count.decrementAndGet();
    }

    /** Does the work, beside others. */
    <T> T with(Supplier<T> work) {
        begin();
        try {
            return work.get();
        } finally {
            end();
        }
    }

    /** Looks a callable up. */
    EngineFunction function(Message callable) {
        return with(() -> engine.function(callable));
    }

    /** Calls a function for a pool. */
    Outcome call(EngineFunction function, List<Message> arguments) {
        begin();
        try {
            return function.call(arguments, List.of());
        } finally {
            end();
        }
    }

    /** Calls for a pool what Python code has sent. */
    Outcome call(Message callable, Message arguments, Message keywords) {
        begin();
        try {
            return engine.call(callable, arguments, keywords);
        } finally {
            end();
        }
    }

    /** Runs a code object for Python code, with these names bound first. */
    Outcome execAlone(Message code, Message.Dict names) {
        return alone(() -> {
            Outcome prepared = names.entries().isEmpty() ? NOTHING : engine.prepareMain(names);
            return prepared instanceof Outcome.Returned ? engine.exec(code) : prepared;
        });
    }

    /** Calls what Python code has sent. */
    Outcome callAlone(Message callable, Message arguments, Message keywords) {
        return alone(() -> engine.call(callable, arguments, keywords));
    }

    /** Binds names for Python code. */
    Outcome prepareMainAlone(Message names) {
        return alone(() -> engine.prepareMain(names));
    }

    /** Does the work if nothing else runs. */
    <T> T alone(Supplier<T> work) {
        requireFree();
        if (interpreter == Interpreter.MAIN_ID || !count.compareAndSet(0, 1)) {
            throw new InterpreterException("interpreter already running");
        }
        try {
            return work.get();
        } finally {
            end();
        }
    }

    /** Refuses to wait for a call that may never end. */
    void requireFree() {
        if (isStuck()) {
            throw new InterpreterException("interpreter " + interpreter
                    + " is stuck in a call whose deadline has passed and whose code does not react to interrupts;"
                    + " wait until isStuck() is false, or use another one");
        }
    }

    boolean isStuck() {
        return !stuck.isEmpty();
    }

    /** That run does not end. */
    void stuckIn(TimedRun<?> run) {
        stuck.add(run);
    }

    /** That run has ended at last. */
    void freeOf(TimedRun<?> run) {
        stuck.remove(run);
    }
}
