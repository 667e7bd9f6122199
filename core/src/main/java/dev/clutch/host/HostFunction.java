package dev.clutch.host;

import dev.clutch.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * One function of the module {@code _clutch}.
 *
 * @param name its Python name
 * @param signature its parameters and what it does, in one line: the function's {@code __doc__}
 * @param quick what it does in the common case. It runs attached to the caller's interpreter: giving
 *     the GIL up and taking it back takes longer than many a function
 * @param body what it does otherwise. It runs detached from the caller's interpreter, so it may block; while
 *     it does, {@link Thread#interrupt} is how the interpreter is interrupted.
 * @param ways how its arguments cross
 */
public record HostFunction(String name, String signature, Quick quick, Body body, Ways ways) {

    /** How an argument crosses. */
    public enum Way {
        /** As objects do. */
        COPIED,
        /** It is to be called in another interpreter. */
        CALLED,
        /** To Java code, which gets a handle of it if it can be called. */
        HANDED
    }

    /** How each of the arguments crosses. */
    @FunctionalInterface
    public interface Ways {
        /** All are copied. */
        Ways COPIED = index -> Way.COPIED;

        /** How the one of that index does. */
        Way of(int index);
    }

    /** How the argument of that index crosses. */
    public Way way(int index) {
        return ways.of(index);
    }

    /** A way to serve a call at once. */
    @FunctionalInterface
    public interface Quick {
        /** For functions that have no such way. */
        Quick NONE = call -> null;

        /**
         * Serves one call if that needs no wait, not even for a lock.
         *
         * @return null if nothing was done, so that {@link Body#serve} has to do it
         */
        @Nullable
        Message serve(HostCall call);
    }

    /** The Java side of a host function. */
    @FunctionalInterface
    public interface Body {
        /**
         * Serves one call.
         *
         * @throws InterruptedException when interrupted while waiting: Python then sees a {@code
         *     KeyboardInterrupt}
         */
        Message serve(HostCall call) throws InterruptedException;
    }

    /**
     * The Java side of a host function that never waits for long, and that must run also when the thread is
     * to be interrupted: it gives something back, such as a lock. The interrupt is raised afterwards.
     */
    @FunctionalInterface
    public interface Prompt extends Body {
        @Override
        Message serve(HostCall call);

        /** How many arguments it wants; Python may call it with more, of any kind. */
        default long arguments() {
            return Long.MAX_VALUE;
        }

        /** Whether an interrupt is not to be raised right afterwards, since finalizers would swallow it. */
        default boolean isQuiet() {
            return false;
        }
    }
}
