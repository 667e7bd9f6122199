package dev.clutch;

import dev.clutch.error.InterpreterException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** What runs in one interpreter, by {@code exec} and {@code call}. Safe for use by many threads. */
final class Runs {
    private final long interpreter;
    private final AtomicInteger count = new AtomicInteger();
    private final Set<TimedRun<?>> stuck = ConcurrentHashMap.newKeySet();

    Runs(long interpreter) {
        this.interpreter = interpreter;
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

    /** Does the work under the rule of PEP 734 that one thread at a time runs an interpreter. */
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
