package dev.clutch.channel;

/** One of the two ends of a channel. */
public enum End {
    /** Where items go in. */
    SEND,
    /** Where items come out. */
    RECEIVE
}
