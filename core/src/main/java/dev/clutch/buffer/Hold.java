package dev.clutch.buffer;

import java.lang.ref.Cleaner;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One message's hold on something that must be there as long as the message may be read, any number of times. It is
 * let go when the message is dropped; one that gets lost is found by the garbage collector.
 *
 * <p>Safe for use by many threads; nothing here waits.
 */
public sealed class Hold extends Freight permits Pinned {
    private enum Fate {
        /** In the hands of the call that sends it. */
        PACKED,
        /** In a queue or channel. */
        ACCEPTED,
        /** Received, or dropped. */
        GONE
    }

    private final Runnable letGo;
    private final AtomicReference<Fate> fate = new AtomicReference<>(Fate.PACKED);
    private final Cleaner.Cleanable lost;

    /**
     * For a message that is being made.
     *
     * @param letGo is run once, by any thread; must not wait, and must not refer to this
     */
    public Hold(Runnable letGo) {
        this.letGo = letGo;
        this.lost = Buffers.cleaner().register(this, new Lost(letGo, fate));
    }

    private record Lost(Runnable letGo, AtomicReference<Fate> fate) implements Runnable {
        @Override
        public void run() {
            if (fate.getAndSet(Fate.GONE) != Fate.GONE) {
                letGo.run();
            }
        }
    }

    @Override
    final void accept() {
        fate.compareAndSet(Fate.PACKED, Fate.ACCEPTED);
    }

    @Override
    final void withdraw() {
        fate.compareAndSet(Fate.ACCEPTED, Fate.PACKED);
    }

    @Override
    final void settle() {
        end(Fate.PACKED);
    }

    @Override
    final void discard() {
        settle();
        end(Fate.ACCEPTED);
    }

    private void end(Fate before) {
        if (fate.compareAndSet(before, Fate.GONE)) {
            letGo.run();
            lost.clean();
        }
    }
}
