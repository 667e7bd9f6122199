package dev.clutch.host;

import dev.clutch.message.Message;

/**
 * One function of the module {@code _clutch}.
 *
 * @param name its Python name
 * @param signature its parameters and what it does, in one line: the function's {@code __doc__}
 * @param body what it does. It runs detached from the caller's interpreter, so it may block; while
 *     it does, {@link Thread#interrupt} is how the interpreter is interrupted.
 */
public record HostFunction(String name, String signature, Body body) {

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
}
