package dev.clutch.shared;

import dev.clutch.message.Message;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Waits to the end, and leaves an interrupt that came meanwhile for later. */
public final class Uninterruptibly {
    private Uninterruptibly() {}

    /** Something that waits, and can be tried again after an interrupt. */
    @FunctionalInterface
    public interface Wait<T extends @Nullable Object> extends Callable<T> {
        @Override
        T call() throws InterruptedException;
    }

    /** Something to do with a message. */
    interface Use<T extends @Nullable Object> {
        T of(Message message) throws InterruptedException;
    }

    /** Does something with the message of a value, whose buffers are its holder's again unless somebody took them. */
    static <T extends @Nullable Object> T send(@Nullable Object value, Use<T> use) {
        Message message = Message.of(value);
        try {
            return run(() -> use.of(message));
        } finally {
            message.cargo().settle();
        }
    }

    /** Tries again until it was not interrupted. */
    public static <T extends @Nullable Object> T run(Wait<T> wait) {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    return wait.call();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
