package dev.clutch.cpython;

import dev.clutch.cpython.capi.Objects;
import dev.clutch.cpython.thread.Attached;
import org.jspecify.annotations.Nullable;

/**
 * The time in which the attached thread counts as the one that runs {@code __main__}. Built-in functions
 * such as {@code eval} and {@code dir} look at the frame that they are called from; called by Java there
 * is none, and they take {@code __main__} if it is running.
 */
final class RunningMain implements AutoCloseable {
    private final Attached attached;

    private RunningMain(Attached attached) {
        this.attached = attached;
    }

    /** Begins it for a call of a built-in function; null if there is no need, or main is running already. */
    static @Nullable RunningMain begin(Attached attached, long callable) {
        boolean needed = Objects.typeOf(callable) == attached.python().types().builtinFunction;
        return needed
                        && attached.python()
                                .interpreters()
                                .startRunningMain(attached.interpreter().pointer())
                ? new RunningMain(attached)
                : null;
    }

    @Override
    public void close() {
        attached.python().interpreters().stopRunningMain(attached.interpreter().pointer());
    }
}
