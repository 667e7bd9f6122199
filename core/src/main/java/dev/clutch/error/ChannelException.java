package dev.clutch.error;

/** A channel could not do what was asked of it. */
public final class ChannelException extends ClutchException {

    /** Why a channel refused, with the name that Python gives it. */
    public enum Reason {
        /** No channel has that id, or nobody refers to it any more. */
        NOT_FOUND("_interpchannels:ChannelNotFoundError"),
        /** The channel, or the end of it, is closed or was released. */
        CLOSED("_interpchannels:ChannelClosedError"),
        /** No item came before the timeout. */
        EMPTY("_interpchannels:ChannelEmptyError"),
        /** It cannot be closed without losing items. */
        NOT_EMPTY("_interpchannels:ChannelNotEmptyError"),
        /** The interpreter that had sent the item ended, and the item asked for an error then. */
        ITEM_INTERPRETER_DESTROYED("clutch.channels:ItemInterpreterDestroyed");

        private final String pythonName;

        Reason(String pythonName) {
            this.pythonName = pythonName;
        }
    }

    private final Reason reason;

    /**
     * Says why a channel refused.
     *
     * @param reason why the channel refused
     * @param message which channel, and what was asked of it
     */
    public ChannelException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Why the channel refused. */
    public Reason reason() {
        return reason;
    }

    @Override
    public String pythonName() {
        return reason.pythonName;
    }
}
