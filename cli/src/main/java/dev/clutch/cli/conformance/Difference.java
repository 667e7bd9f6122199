package dev.clutch.cli.conformance;

/** A test that ended in one way here and in another in plain CPython. */
public record Difference(TestResult ours, TestResult plain) {

    /** The test. */
    public String id() {
        return ours.id();
    }

    @Override
    public String toString() {
        return id() + ": " + ours.outcome().word() + ", in plain CPython "
                + plain.outcome().word();
    }

    /** What the test says: why it failed or was skipped here, or else there. */
    String text() {
        return ours.text().isEmpty() ? plain.text() : ours.text();
    }
}
