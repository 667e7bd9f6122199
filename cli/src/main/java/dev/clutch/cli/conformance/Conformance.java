package dev.clutch.cli.conformance;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs the suites of a programme in both Pythons.
 *
 * @param folder an empty one, for the tests to run in and for what they print
 * @param jobs how many suites run at a time
 * @param limit how long one may take
 */
public record Conformance(Programme programme, Patterns patterns, Path folder, int jobs, Duration limit) {

    /**
     * Runs all suites that have tests which the patterns choose: first in plain CPython, then in ours,
     * so that neither slows the other down. Blocks for minutes.
     */
    public List<SuitePair> run(Python hosted)
            throws IOException, InterruptedException, UnfitPythonException, NoSuchTestException {
        Pythons pythons = Pythons.find(hosted, programme.suites(), folder);
        Path script = new DataFile("run_suite.py").unpackInto(folder);
        try (Progress progress = new Progress(2 * programme.suites().size())) {
            List<SuiteRun> plain = chosen(runner(script, false, progress).run(pythons.plain(), programme.suites()));
            List<Suite> suites = plain.stream().map(SuiteRun::suite).toList();
            return pairs(runner(script, programme.ownGil(), progress).run(pythons.hosted(), suites), plain);
        }
    }

    private SuiteRunner runner(Path script, boolean ownGil, Progress progress) {
        List<String> arguments = new ArrayList<>(List.of(script.toString()));
        if (ownGil) {
            arguments.add("--own-gil");
        }
        arguments.add("--resources=" + String.join(",", programme.resources()));
        return new SuiteRunner(arguments, patterns.texts(), folder, jobs, limit, progress);
    }

    private List<SuiteRun> chosen(List<SuiteRun> runs) throws NoSuchTestException {
        Stream<TestResult> results = runs.stream().flatMap(run -> run.results().stream());
        List<String> unmatched = patterns.unmatched(results.map(TestResult::id).toList());
        if (!unmatched.isEmpty()) {
            throw NoSuchTestException.ofTest(unmatched.getFirst());
        }
        return runs.stream()
                .filter(run -> patterns.isEmpty()
                        || !run.results().isEmpty()
                        || run.death().isPresent())
                .toList();
    }

    private static List<SuitePair> pairs(List<SuiteRun> ours, List<SuiteRun> plain) {
        List<SuitePair> pairs = new ArrayList<>();
        for (int i = 0; i < ours.size(); i++) {
            pairs.add(new SuitePair(ours.get(i), plain.get(i)));
        }
        return pairs;
    }
}
