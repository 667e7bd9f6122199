package dev.clutch.cli.packages;

import dev.clutch.cli.conformance.Outcome;
import dev.clutch.cli.conformance.SuiteRun;
import dev.clutch.cli.conformance.TestResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the interpreters of some runs of workloads have told; run_workloads.py says how.
 *
 * @param runs each in a process of its own
 */
record Parties(List<SuiteRun> runs) {
    private static final String MODULES = "modules";

    Parties {
        runs = List.copyOf(runs);
    }

    /** The results of one workload. */
    List<TestResult> results(String workload) {
        return runs.stream()
                .flatMap(run -> run.results().stream())
                .filter(result -> isAbout(result, workload))
                .toList();
    }

    private static boolean isAbout(TestResult result, String subject) {
        return result.id().endsWith(" " + subject);
    }

    /** The extension modules that each has loaded. */
    List<Set<String>> modules() {
        List<Set<String>> all = new ArrayList<>();
        for (TestResult result : results(MODULES)) {
            all.add(
                    result.text().isEmpty()
                            ? Set.of()
                            : new HashSet<>(Arrays.asList(result.text().split(" ", -1))));
        }
        return all;
    }

    /** The extension modules that at least one has loaded. */
    Set<String> allModules() {
        Set<String> all = new TreeSet<>();
        modules().forEach(all::addAll);
        return all;
    }

    /** The result of a workload that only one has run. */
    Optional<TestResult> only(String workload) {
        return results(workload).stream().findFirst().filter(result -> result.outcome() == Outcome.PASSED);
    }

    /** The runs whose process did not end as it should. */
    List<SuiteRun> dead() {
        return runs.stream().filter(run -> run.death().isPresent()).toList();
    }
}
