package dev.clutch.cli.conformance;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A suite after it has run in one of the Pythons.
 *
 * @param python the name of the Python
 * @param results in the order in which the tests ended
 * @param death what went wrong with the process as a whole, if anything did
 * @param seconds how long it took, with the start of the process
 * @param output the file with all that the process printed
 */
public record SuiteRun(
        Suite suite, String python, List<TestResult> results, Optional<String> death, double seconds, Path output) {

    /** Copies the results. */
    public SuiteRun {
        results = List.copyOf(results);
    }

    long count(Outcome outcome) {
        return results.stream().filter(result -> result.outcome() == outcome).count();
    }
}
