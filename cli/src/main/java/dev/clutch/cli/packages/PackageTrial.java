package dev.clutch.cli.packages;

import dev.clutch.cli.conformance.DataFile;
import dev.clutch.cli.conformance.NoSuchTestException;
import dev.clutch.cli.conformance.Patterns;
import dev.clutch.cli.conformance.Progress;
import dev.clutch.cli.conformance.Python;
import dev.clutch.cli.conformance.Pythons;
import dev.clutch.cli.conformance.Suite;
import dev.clutch.cli.conformance.SuiteRun;
import dev.clutch.cli.conformance.UnfitPythonException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Tries packages in several interpreters at once, each with a runtime of its own, and in plain CPython.
 *
 * @param clutch the words of {@code clutch run}, before its options
 * @param hosted the Python whose plain program the packages are installed for
 * @param patterns which packages
 * @param folder an empty one, for the workloads to run in and for what they print
 * @param limit how long one process may take
 */
public record PackageTrial(Python clutch, Python hosted, Patterns patterns, Path folder, Duration limit) {
    private static final String INTERPRETERS = "4";
    private static final int RUNS_OF_EACH = 8;

    /** What is done with the packages. */
    @FunctionalInterface
    private interface Way {
        List<Comparison> compare(PackagePythons pythons, List<TriedPackage> packages)
                throws IOException, InterruptedException;
    }

    /**
     * Each package in a process of its own, in four interpreters and then in four new ones. Blocks for many minutes.
     *
     * @throws PackagesUnavailableException if PyPI cannot be reached
     */
    public PackageReport each()
            throws IOException, InterruptedException, UnfitPythonException, NoSuchTestException,
                    PackagesUnavailableException {
        return run(2, this::eachAlone);
    }

    /**
     * All packages in each of four interpreters of one process, in another order in each; and all of it again. Blocks for
     * many minutes.
     *
     * @throws PackagesUnavailableException if PyPI cannot be reached
     */
    public PackageReport together()
            throws IOException, InterruptedException, UnfitPythonException, NoSuchTestException,
                    PackagesUnavailableException {
        return run(1, this::allTogether);
    }

    private PackageReport run(int steps, Way way)
            throws IOException, InterruptedException, UnfitPythonException, NoSuchTestException,
                    PackagesUnavailableException {
        List<TriedPackage> chosen = chosen();
        try (Progress progress = new Progress(steps * chosen.size())) {
            Pythons pythons = Pythons.find(hosted, List.of(), folder);
            PackageVenv venv = PackageVenv.of(Requirements.checkedIn(), pythons.plain(), progress);
            PackagePythons two =
                    PackagePythons.of(clutch, venv, new DataFile("run_workloads.py"), folder, limit, progress);
            List<Comparison> comparisons = way.compare(two, unpacked(chosen, venv));
            return new PackageReport(comparisons, venv.skipped(), pythons.version(), folder);
        }
    }

    private List<TriedPackage> chosen() throws NoSuchTestException {
        List<TriedPackage> all = TriedPackage.all();
        List<String> unmatched =
                patterns.unmatched(all.stream().map(TriedPackage::name).toList());
        if (!unmatched.isEmpty()) {
            throw NoSuchTestException.ofPackage(unmatched.getFirst());
        }
        return all.stream().filter(tried -> patterns.choose(tried.name())).toList();
    }

    /** Those that are installed; their workloads are where the Pythons find them. */
    private List<TriedPackage> unpacked(List<TriedPackage> packages, PackageVenv venv) throws IOException {
        List<TriedPackage> installed = packages.stream()
                .filter(tried -> !venv.skipped().containsKey(tried.name()))
                .toList();
        for (TriedPackage tried : installed) {
            tried.file().unpackInto(folder);
        }
        return installed;
    }

    private List<Comparison> eachAlone(PackagePythons pythons, List<TriedPackage> packages)
            throws IOException, InterruptedException {
        List<String> options = List.of("--interpreters", INTERPRETERS, "--rounds", "2");
        List<Comparison> comparisons = new ArrayList<>();
        for (TriedPackage tried : packages) {
            List<String> workload = workloads(List.of(tried));
            Parties plain = new Parties(List.of(pythons.inPlain(tried.suite(), workload)));
            Parties ours = new Parties(List.of(pythons.inOurs(tried.suite(), options, workload)));
            comparisons.add(new Comparison(tried, plain, ours, RUNS_OF_EACH));
        }
        return comparisons;
    }

    private List<Comparison> allTogether(PackagePythons pythons, List<TriedPackage> packages)
            throws IOException, InterruptedException {
        List<String> all = workloads(packages);
        Parties plain = new Parties(List.of(pythons.inPlain(new Suite("together", "together", true), all)));
        Parties ours = new Parties(List.of(shuffled(pythons, 1, all), shuffled(pythons, 2, all)));
        return packages.stream()
                .map(tried -> new Comparison(tried, plain, ours, RUNS_OF_EACH))
                .toList();
    }

    private static SuiteRun shuffled(PackagePythons pythons, int time, List<String> workloads)
            throws IOException, InterruptedException {
        String label = "together-" + time;
        List<String> options = List.of("--interpreters", INTERPRETERS, "--shuffle", String.valueOf(time));
        return pythons.inOurs(new Suite(label, label, true), options, workloads);
    }

    private List<String> workloads(List<TriedPackage> packages) {
        return packages.stream()
                .map(tried -> folder.resolve(tried.file().name()).toString())
                .toList();
    }
}
