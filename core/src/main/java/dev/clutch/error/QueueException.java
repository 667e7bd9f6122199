package dev.clutch.error;

/**
 * A queue could not do what was asked of it.
 *
 * <p>One type with a {@link Reason} rather than a tree: Java code learns of "full" and "empty" from
 * the result of {@code offer} and {@code poll}, and only Python code wants an exception for each.
 */
public final class QueueException extends ClutchException {

    /** Why a queue refused, with the name that Python gives it. */
    public enum Reason {
        /** No queue has that id, or it was closed meanwhile. */
        NOT_FOUND("QueueNotFoundError"),
        /** No item came before the timeout. */
        EMPTY("QueueEmpty"),
        /** No place came free before the timeout. */
        FULL("QueueFull"),
        /** The queue was shut down: it takes no items, or there are none left. */
        SHUT_DOWN("QueueShutDown"),
        /** A reference was given back that nobody had taken. */
        NOT_BOUND("QueueError"),
        /** The interpreter that had put the item ended, and the item asked for an error then. */
        ITEM_INTERPRETER_DESTROYED("ItemInterpreterDestroyed");

        private final String pythonName;

        Reason(String pythonName) {
            this.pythonName = pythonName;
        }
    }

    private final Reason reason;

    /**
     * Says why a queue refused.
     *
     * @param reason why the queue refused
     * @param message which queue, and what was asked of it
     */
    public QueueException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Why the queue refused. */
    public Reason reason() {
        return reason;
    }

    @Override
    public String pythonName() {
        return reason.pythonName;
    }
}
