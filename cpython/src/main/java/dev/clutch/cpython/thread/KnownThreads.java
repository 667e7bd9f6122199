package dev.clutch.cpython.thread;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The threads that have entered interpreters, or called Java from one, by their numbers in the system. */
public final class KnownThreads {
    private static final Map<Long, CurrentThread> ALL = new ConcurrentHashMap<>();
    private static final int FEW = 256;

    private KnownThreads() {}

    /** Whoever had the number before has ended. */
    static void add(long number, CurrentThread thread) {
        ALL.put(number, thread);
        if (ALL.size() % FEW == 0) {
            forgetEnded();
        }
    }

    private static void forgetEnded() {
        ALL.values().removeIf(thread -> !thread.thread.isAlive());
    }

    /**
     * The numbers of those that cannot be in an interpreter that has ended: its end has waited until they had left it. That
     * does not hold for threads that Python has started there.
     *
     * @param interpreter its id
     */
    public static Set<Long> outsideOf(long interpreter) {
        forgetEnded();
        return ALL.entrySet().stream()
                .filter(thread -> thread.getValue().startedIn != interpreter)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
