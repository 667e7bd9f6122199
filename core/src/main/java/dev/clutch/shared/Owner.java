package dev.clutch.shared;

import dev.clutch.queue.MessageQueue;

/**
 * Who holds something: a thread inside an interpreter, or in Java code.
 *
 * @param interpreter its id, or {@link MessageQueue#JAVA}
 * @param thread the thread
 */
public record Owner(long interpreter, Thread thread) {

    /** The calling thread, for an interpreter. */
    public static Owner of(long interpreter) {
        return new Owner(interpreter, Thread.currentThread());
    }

    /** The calling thread, for Java code. */
    public static Owner java() {
        return of(MessageQueue.JAVA);
    }

    @Override
    public String toString() {
        return (interpreter == MessageQueue.JAVA ? "Java code" : "interpreter " + interpreter) + " on "
                + thread.getName();
    }
}
