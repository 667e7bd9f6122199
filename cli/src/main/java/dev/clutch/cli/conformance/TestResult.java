package dev.clutch.cli.conformance;

/**
 * What became of one test.
 *
 * @param text why it failed or was skipped, in one line; or empty
 */
public record TestResult(String id, Outcome outcome, String text) {}
