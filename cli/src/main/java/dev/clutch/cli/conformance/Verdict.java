package dev.clutch.cli.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the runs of all suites say about Clutch.
 *
 * @param explained the differences that are on the list, with its reasons
 * @param unexplained those that are not
 * @param stale what is on the list and does not differ any more; not known while a run is dead
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
        Map<Difference, String> explained = new LinkedHashMap<>();
        List<Difference> unexplained = new ArrayList<>();
        for (SuitePair pair : pairs) {
            for (Difference difference : pair.differences()) {
                known.reason(difference)
                        .ifPresentOrElse(
                                reason -> explained.put(difference, reason), () -> unexplained.add(difference));
            }
        }
        List<SuiteRun> dead = runs(pairs).filter(run -> run.death().isPresent()).toList();
        Stream<Difference> seen = Stream.concat(explained.keySet().stream(), unexplained.stream());
        List<String> stale = dead.isEmpty()
                ? stale(pairs, known, seen.map(Difference::id).collect(Collectors.toSet()), all)
                : List.of();
        return new Verdict(explained, unexplained, stale, dead);
    }

    private static List<String> stale(
            List<SuitePair> pairs, KnownDifferences known, Set<String> differing, boolean all) {
        Set<String> ran = runs(pairs)
                .flatMap(run -> run.results().stream())
                .map(TestResult::id)
                .collect(Collectors.toSet());
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
