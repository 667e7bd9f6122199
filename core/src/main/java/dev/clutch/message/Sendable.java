package dev.clutch.message;

/** A Java object that may be sent to Python although it is no plain value: a queue, an interpreter. */
public interface Sendable {
    /** What crosses in its place; usually a {@link Message.Reduced} that names it by id. */
    Message asMessage();
}
