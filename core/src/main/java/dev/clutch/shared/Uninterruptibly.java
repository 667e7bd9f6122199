package dev.clutch.shared;

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
