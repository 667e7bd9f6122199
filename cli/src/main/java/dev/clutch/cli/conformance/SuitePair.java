package dev.clutch.cli.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The two runs of one suite. */
public record SuitePair(SuiteRun ours, SuiteRun plain) {

    /**
     * The tests with two outcomes. When a run has died, those that it did not get to are not among
     * them: its death is told instead.
     */
    public List<Difference> differences() {
        Map<String, TestResult> left = byId(plain);
        List<Difference> found = new ArrayList<>();
        for (TestResult here : ours.results()) {
            add(found, here, Optional.ofNullable(left.remove(here.id())).orElseGet(() -> missing(here)));
        }
        left.values().forEach(there -> add(found, missing(there), there));
        return found;
    }

    private static Map<String, TestResult> byId(SuiteRun run) {
        Map<String, TestResult> byId = new LinkedHashMap<>();
        run.results().forEach(result -> byId.put(result.id(), result));
        return byId;
    }

    private static TestResult missing(TestResult other) {
        return new TestResult(other.id(), Outcome.MISSING, "");
    }

    private void add(List<Difference> found, TestResult here, TestResult there) {
        if (here.outcome() != there.outcome() && !notReached(ours, here) && !notReached(plain, there)) {
            found.add(new Difference(here, there));
        }
    }

    private static boolean notReached(SuiteRun run, TestResult result) {
        return run.death().isPresent() && result.outcome() == Outcome.MISSING;
    }
}
