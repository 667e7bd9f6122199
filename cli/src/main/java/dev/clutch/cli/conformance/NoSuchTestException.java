package dev.clutch.cli.conformance;

/** A pattern chooses no test; the message names it, and says what would. */
public final class NoSuchTestException extends Exception {
    NoSuchTestException(String pattern) {
        super("no test matches '" + pattern
                + "'; give a part of a test's id, as in test_queues, or a pattern for all of"
                + " it, as in '*test_queues*put*'");
    }
}
