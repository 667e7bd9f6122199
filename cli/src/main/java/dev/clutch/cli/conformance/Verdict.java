package dev.clutch.cli.conformance;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the runs of all suites say about Clutch.
 *
 * @param explained the differences that are on the list, with its reasons
 * @param unexplained those that are not
 * @param stale what is on the list and not, or not so, to be seen any more
 * @param dead the runs that did not end as they should
 */
public record Verdict(
        Map<Difference, String> explained, List<Difference> unexplained, List<String> stale, List<SuiteRun> dead) {

    /**
     * Compares the runs with each other and with the list.
     *
     * @param all whether all tests were to run, so that what is on the list must have been seen
     */
    public static Verdict of(List<SuitePair> pairs, KnownDifferences known, boolean all) {
        Map<Difference, String> explained = new java.util.LinkedHashMap<>();
        List<Difference> unexplained = new ArrayList<>();
        for (SuitePair pair : pairs) {
            for (Difference difference : pair.differences()) {
                known.reason(difference)
                        .ifPresentOrElse(
                                reason -> explained.put(difference, reason), () -> unexplained.add(difference));
            }
        }
        List<SuiteRun> dead = runs(pairs).filter(run -> run.death().isPresent()).toList();
        return new Verdict(
                explained, unexplained, stale(pairs, known, explained.keySet(), all && dead.isEmpty()), dead);
    }

    private static List<String> stale(
            List<SuitePair> pairs, KnownDifferences known, Set<Difference> seen, boolean all) {
        Set<String> differing = new HashSet<>();
        seen.forEach(difference -> differing.add(difference.id()));
        Set<String> ran = new HashSet<>();
        runs(pairs).flatMap(run -> run.results().stream()).forEach(result -> ran.add(result.id()));
        return known.entries().keySet().stream()
                .filter(id -> !differing.contains(id) && (all || ran.contains(id)))
                .toList();
    }

    private static Stream<SuiteRun> runs(List<SuitePair> pairs) {
        return pairs.stream().flatMap(pair -> Stream.of(pair.ours(), pair.plain()));
    }

    /** Whether all is as the list says. */
    public boolean isGood() {
        return unexplained.isEmpty() && stale.isEmpty() && dead.isEmpty();
    }
}
