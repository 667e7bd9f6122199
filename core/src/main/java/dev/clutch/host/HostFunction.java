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
 * @param callable the index of the argument that is to be called in another interpreter, and crosses as such; or
 *     {@link #NO_CALLABLE}
 */
public record HostFunction(String name, String signature, Quick quick, Body body, int callable) {
    /** No argument is to be called. */
    public static final int NO_CALLABLE = -1;

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
