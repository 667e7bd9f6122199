package dev.clutch.queue;

import dev.clutch.message.Message;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A message that was taken from one of several sources.
 *
 * @param index which source, counted from 0
 */
public record Selection(int index, Message message) {

    /**
     * Takes a message from whichever source has one first; from any, by chance, if several have. Blocks
     * until then, reacts to {@link Thread#interrupt}, and takes from no more than one.
     *
     * @param party on whose behalf
     * @return null if none came in time
     * @throws dev.clutch.error.ClutchException if a source is closed, or shut down and empty
     */
    public static @Nullable Selection take(List<? extends Selectable> sources, long party, Timeout timeout)
            throws InterruptedException {
        Selection atOnce = takeNow(sources, party);
        return atOnce != null || timeout.nanos() <= 0 ? atOnce : await(sources, party, timeout);
    }

    private static @Nullable Selection await(List<? extends Selectable> sources, long party, Timeout timeout)
            throws InterruptedException {
        Semaphore told = new Semaphore(0);
        Runnable tell = told::release;
        long deadline = System.nanoTime() + timeout.nanos();
        try {
            while (true) {
                sources.forEach(source -> source.readiness().await(tell));
                Selection taken = takeNow(sources, party);
                if (taken != null || !await(told, timeout, deadline)) {
                    return taken;
                }
                told.drainPermits();
            }
        } finally {
            sources.forEach(source -> source.readiness().forget(tell));
        }
    }

    private static boolean await(Semaphore told, Timeout timeout, long deadline) throws InterruptedException {
        if (timeout.equals(Timeout.FOREVER)) {
            told.acquire();
            return true;
        }
        return told.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    /** Begins anywhere, so that no source starves behind a busy one. */
    private static @Nullable Selection takeNow(List<? extends Selectable> sources, long party) {
        int begin = ThreadLocalRandom.current().nextInt(sources.size());
        for (int i = 0; i < sources.size(); i++) {
            int index = (begin + i) % sources.size();
            Message message = sources.get(index).takeNow(party);
            if (message != null) {
                return new Selection(index, message);
            }
        }
        return null;
    }
}
