package dev.clutch.cli.conformance;

/** A pattern chooses nothing; the message names it, and says what would. */
public final class NoSuchTestException extends Exception {
    private NoSuchTestException(String message) {
        super(message);
    }

    static NoSuchTestException ofTest(String pattern) {
        return new NoSuchTestException("no test matches '" + pattern
                + "'; give a part of a test's id, as in test_queues, or a pattern for all of"
                + " it, as in '*test_queues*put*'");
    }

    /** For patterns that choose packages. */
    public static NoSuchTestException ofPackage(String pattern) {
        return new NoSuchTestException("no package matches '" + pattern
                + "'; give a part of a name that is on the list, docs/packages.md, or a pattern as in 'py*'");
    }
}
