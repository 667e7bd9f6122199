package dev.clutch.cli.conformance;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs that never were, for tests of what is made of them. */
final class Runs {
    static final Suite SUITE = new Suite("tiny", "test.tiny", false);

    private Runs() {}

    /** Results in the form {@code ID OUTCOME}. */
    static SuiteRun run(String python, String... results) {
        List<TestResult> all = Stream.of(results)
                .map(result -> result.split(" "))
                .map(words -> new TestResult(words[0], Outcome.of(words[1]), ""))
                .toList();
        return new SuiteRun(SUITE, python, all, Optional.empty(), 1.25, Path.of("/out", python, "tiny.txt"));
    }

    static SuiteRun dead(SuiteRun run) {
        return new SuiteRun(run.suite(), run.python(), run.results(), Optional.of("died"), run.seconds(), run.output());
    }

    static SuitePair pair(SuiteRun ours, SuiteRun plain) {
        return new SuitePair(ours, plain);
    }
}
