package dev.clutch.lock;

import dev.clutch.message.Message;
import dev.clutch.queue.MessageQueue;
import dev.clutch.shared.SharedObjects;

/**
 * Makes locks and their like among some {@link SharedObjects}. What Java code makes, it closes when it needs
 * it no longer.
 *
 * @param objects where they are known by their ids
 */
public record Locks(SharedObjects objects) {

    /** Makes a lock that its holder cannot take again. */
    public SharedLock createLock() {
        return lock(false, MessageQueue.JAVA);
    }

    /** Makes a lock that its holder may take again. */
    public SharedLock createReentrantLock() {
        return lock(true, MessageQueue.JAVA);
    }

    /** Makes a semaphore. */
    public SharedSemaphore createSemaphore(long permits) {
        return semaphore(permits, false, MessageQueue.JAVA);
    }

    /** Makes a semaphore that never has more permits than at first. */
    public SharedSemaphore createBoundedSemaphore(long permits) {
        return semaphore(permits, true, MessageQueue.JAVA);
    }

    /** Makes an event that is not set. */
    public SharedEvent createEvent() {
        return event(MessageQueue.JAVA);
    }

    /** Makes a barrier for that many threads. */
    public SharedBarrier createBarrier(int parties) {
        return barrier(parties, Message.None.NONE, MessageQueue.JAVA);
    }

    /** Makes a lock to which the given party refers. */
    public SharedLock lock(boolean reentrant, long party) {
        return objects.add(new SharedLock(objects, reentrant), party);
    }

    /** Makes a semaphore to which the given party refers. */
    public SharedSemaphore semaphore(long permits, boolean bounded, long party) {
        return objects.add(new SharedSemaphore(objects, permits, bounded), party);
    }

    /** Makes an event to which the given party refers. */
    public SharedEvent event(long party) {
        return objects.add(new SharedEvent(objects), party);
    }

    /**
     * Makes a barrier to which the given party refers.
     *
     * @param timeout what Python waits unless it is told otherwise: seconds, or None
     */
    public SharedBarrier barrier(int parties, Message timeout, long party) {
        return objects.add(new SharedBarrier(objects, parties, timeout), party);
    }
}
