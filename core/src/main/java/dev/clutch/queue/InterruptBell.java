package dev.clutch.queue;

import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.spi.AbstractInterruptibleChannel;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Thread#interrupt} rings while a thread waits outside of Java, which Java knows nothing of. By
 * Java's way for channels, as an interrupt calls nothing else back. Used by one thread, but rung by any.
 */
public final class InterruptBell extends AbstractInterruptibleChannel {
    private static final ThreadLocal<@Nullable InterruptBell> HERE = new ThreadLocal<>();

    private final Runnable ring;

    private InterruptBell(Runnable ring) {
        this.ring = ring;
    }

    /** Has interrupts of the calling thread ring from now on; at once if it is interrupted already. */
    public static void hang(Runnable ring) {
        InterruptBell bell = new InterruptBell(ring);
        HERE.set(bell);
        bell.begin();
    }

    /**
     * Has them ring no more. Harmless when repeated.
     *
     * @throws InterruptedException if the calling thread is interrupted, which it is no more then
     */
    public static void takeDown() throws InterruptedException {
        InterruptBell bell = HERE.get();
        if (bell != null) {
            HERE.remove();
            bell.down();
        }
    }

    private void down() throws InterruptedException {
        try {
            end(true);
        } catch (AsynchronousCloseException e) {
            // The thread's interrupt status tells the same.
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    @Override
    protected void implCloseChannel() {
        ring.run();
    }
}
