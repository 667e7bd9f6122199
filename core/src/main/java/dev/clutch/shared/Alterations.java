package dev.clutch.shared;

import dev.clutch.error.SharedException;
import dev.clutch.error.SharedException.Reason;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which threads are altering an entry at this moment: they keep it to themselves while a function of theirs
 * makes the new value from the old.
 *
 * <p><b>No deadlock.</b> A thread alters one entry at a time, and writes nothing else meanwhile. So nobody who
 * has an entry ever waits for another one. Safe for use by many threads; nothing here blocks.
 */
final class Alterations {

    /**
     * An entry that one thread is altering.
     *
     * @param who the thread
     * @param token names this alteration among those of its interpreter
     * @param gate of the dict or the list
     * @param key what is being altered there
     */
    record Alteration(Owner who, long token, Gate gate, Object key) {}

    private final ConcurrentHashMap<Thread, Alteration> byThread = new ConcurrentHashMap<>();

    /** Refuses a thread that is altering an entry. */
    void requireNone() {
        if (!byThread.isEmpty() && byThread.containsKey(Thread.currentThread())) {
            throw new SharedException(
                    Reason.DEADLOCK,
                    "a function that alters an entry must not write to a shared dict or list, nor alter another"
                            + " entry: it might wait for ever; let it return the new value, and write afterwards");
        }
    }

    void begin(Alteration alteration) {
        requireNone();
        byThread.put(alteration.who.thread(), alteration);
    }

    void end(Alteration alteration) {
        byThread.remove(alteration.who.thread(), alteration);
    }

    /** What the calling thread is altering by that name, or null. */
    @Nullable
    Alteration current(long token) {
        Alteration found = byThread.get(Thread.currentThread());
        return found != null && found.token == token ? found : null;
    }

    /** Gives the entries free that the interpreter's threads had; their values are the old ones. */
    void interpreterEnded(long interpreter) {
        byThread.values().stream()
                .filter(alteration -> alteration.who.interpreter() == interpreter)
                .forEach(alteration -> alteration.gate.finish(alteration, () -> {}));
    }
}
