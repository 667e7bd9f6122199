package dev.clutch.channel;

import dev.clutch.queue.Line;
import dev.clutch.queue.Readiness;
import java.util.ArrayDeque;
import java.util.concurrent.locks.ReentrantLock;

/** What is in a channel, the oldest first, and who waits for it. Guarded by the channel's lock, but for the readiness. */
final class Items {
    private final ArrayDeque<Pending> pending = new ArrayDeque<>();
    private final Readiness readiness = new Readiness();
    private final Line receivers;

    /**
     * Nothing yet.
     *
     * @param lock the channel's
     */
    Items(ReentrantLock lock) {
        receivers = new Line(lock, () -> !isEmpty());
    }

    /** Those that wait for an item. */
    Line receivers() {
        return receivers;
    }

    Readiness readiness() {
        return readiness;
    }

    int size() {
        return pending.size();
    }

    boolean isEmpty() {
        return pending.isEmpty();
    }

    /** Puts one in, and wakes one receiver. */
    void add(Pending item) {
        item.accept();
        pending.addLast(item);
        receivers.wakeFirst();
        readiness.tell();
    }

    /** Hands the oldest one out. */
    Received receive() {
        return pending.removeFirst().receive();
    }

    void withdraw(Pending item) {
        pending.remove(item);
        item.withdraw();
    }

    /** Applies the policies of those that the interpreter has sent. */
    void senderEnded(long interpreter) {
        pending.removeIf(item -> item.senderEnded(interpreter));
    }

    /** All receivers are to look again. */
    void wakeAll() {
        receivers.wakeAll();
        readiness.tell();
    }

    /** Nobody is going to receive what is left. */
    void drop() {
        pending.forEach(Pending::drop);
        pending.clear();
    }
}
