package dev.clutch.cli.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a suite has told so far of its tests; run_suite.py says how. Safe for use by many threads. */
final class Events {
    private final List<TestResult> results = new ArrayList<>();
    private String running = "";
    private boolean done;

    /** Takes one line in. */
    synchronized void add(String line) {
        String[] fields = line.split("\t", -1);
        switch (fields[0]) {
            case "plan" -> running = "";
            case "start" -> running = fields[1];
            case "end" -> end(new TestResult(fields[1], Outcome.of(fields[2]), fields[4]));
            case "done" -> done = true;
            default -> throw new IllegalArgumentException("no event: " + line);
        }
    }

    private void end(TestResult result) {
        results.add(result);
        if (result.id().equals(running)) {
            running = "";
        }
    }

    synchronized List<TestResult> results() {
        return List.copyOf(results);
    }

    /** The test that has started and not ended. */
    synchronized Optional<String> running() {
        return Optional.of(running).filter(id -> !id.isEmpty());
    }

    /** Whether all tests have run. */
    synchronized boolean done() {
        return done;
    }
}
