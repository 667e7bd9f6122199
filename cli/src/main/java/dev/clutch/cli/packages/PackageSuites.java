package dev.clutch.cli.packages;

import dev.clutch.cli.conformance.DataFile;
import dev.clutch.cli.conformance.KnownDifferences;
import dev.clutch.cli.conformance.NoSuchTestException;
import dev.clutch.cli.conformance.Patterns;
import dev.clutch.cli.conformance.Progress;
import dev.clutch.cli.conformance.Python;
import dev.clutch.cli.conformance.Pythons;
import dev.clutch.cli.conformance.Suite;
import dev.clutch.cli.conformance.SuitePair;
import dev.clutch.cli.conformance.SuiteRun;
import dev.clutch.cli.conformance.TestResult;
import dev.clutch.cli.conformance.UnfitPythonException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs packages' own tests in two interpreters at once, each with a runtime of its own, and in plain CPython.
 *
 * @param clutch the words of {@code clutch run}, before its options
 * @param hosted the Python whose plain program the packages are installed for
 * @param patterns which suites, by their labels
 * @param folder an empty one, for the tests to run in and for what they print
 * @param limit how long one suite may take
 */
public record PackageSuites(Python clutch, Python hosted, Patterns patterns, Path folder, Duration limit) {
    private static final List<String> PARTIES = List.of("1", "2");
    private static final DataFile DIFFERENCES = new DataFile("packages-differences.txt");

    /** The tests that end in another way here than in plain CPython, and why. */
    public static KnownDifferences known() {
        return KnownDifferences.parse(DIFFERENCES.name(), DIFFERENCES.lines());
    }

    /**
     * Two pairs for each suite, one for each of the interpreters. Blocks for many minutes.
     *
     * @throws PackagesUnavailableException if PyPI cannot be reached
     */
    public List<SuitePair> run()
            throws IOException, InterruptedException, UnfitPythonException, NoSuchTestException,
                    PackagesUnavailableException {
        List<Suite> suites = chosen();
        try (Progress progress = new Progress(2 * suites.size())) {
            Python plain = Pythons.find(hosted, List.of(), folder).plain();
            Requirements requirements = Requirements.of(new DataFile("suites-requirements.txt"));
            PackageVenv venv = PackageVenv.of(requirements, plain, progress);
            PackagePythons pythons =
                    PackagePythons.of(clutch, venv, new DataFile("run_pytest.py"), folder, limit, progress);
            List<SuitePair> pairs = new ArrayList<>();
            for (Suite suite : suites) {
                pairs.addAll(run(pythons, suite));
            }
            return pairs;
        }
    }

    private List<Suite> chosen() throws NoSuchTestException {
        List<Suite> all = new DataFile("packages-suites.txt")
                .lines().stream().map(Suite::parse).toList();
        List<String> unmatched =
                patterns.unmatched(all.stream().map(Suite::label).toList());
        if (!unmatched.isEmpty()) {
            throw NoSuchTestException.ofPackage(unmatched.getFirst());
        }
        return all.stream().filter(suite -> patterns.choose(suite.label())).toList();
    }

    private static List<SuitePair> run(PackagePythons pythons, Suite suite) throws IOException, InterruptedException {
        SuiteRun plain = partOf(pythons.inPlain(suite, List.of()), "plain");
        SuiteRun ours = pythons.inOurs(suite, List.of("--interpreters", String.valueOf(PARTIES.size())), List.of());
        return PARTIES.stream()
                .map(party -> new SuitePair(partOf(ours, party), plain))
                .toList();
    }

    /** What one interpreter has told, without its name. */
    static SuiteRun partOf(SuiteRun run, String party) {
        List<TestResult> results = run.results().stream()
                .filter(result -> result.id().startsWith(party + " "))
                .map(result ->
                        new TestResult(result.id().substring(party.length() + 1), result.outcome(), result.text()))
                .toList();
        return new SuiteRun(run.suite(), run.python(), results, run.death(), run.seconds(), run.output());
    }
}
