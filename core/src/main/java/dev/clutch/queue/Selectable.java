package dev.clutch.queue;

import dev.clutch.message.Message;
import org.jspecify.annotations.Nullable;

/** Something to take messages from, which {@link Selection} can watch beside others. */
public interface Selectable {
    /** Tells when there may be a message, or there is an end of it. */
    Readiness readiness();

    /**
     * Takes the oldest message on behalf of a party, without a wait for one.
     *
     * @return null if there is none
     * @throws dev.clutch.error.ClutchException if there will never be one
     */
    @Nullable
    Message takeNow(long party);
}
