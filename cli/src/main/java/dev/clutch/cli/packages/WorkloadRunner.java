package dev.clutch.cli.packages;

import dev.clutch.cli.conformance.DataFile;
import dev.clutch.cli.conformance.Progress;
import dev.clutch.cli.conformance.Python;
import dev.clutch.cli.conformance.Suite;
import dev.clutch.cli.conformance.SuiteRun;
import dev.clutch.cli.conformance.SuiteRunner;
import dev.clutch.spi.CacheFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs workloads, each time in a process of its own.
 *
 * @param plain the environment's own program
 * @param hosted ours, with the same environment
 * @param folder for all that the workloads leave behind
 * @param limit how long one process may take
 */
record WorkloadRunner(Python plain, Python hosted, Path folder, Duration limit, Progress progress) {
    /** As Clutch sets them before the first runtime of its own: results depend on how many threads add numbers. */
    private static final List<String> VARIABLES =
            List.of("OPENBLAS_NUM_THREADS=1", "OMP_NUM_THREADS=1", "MKL_NUM_THREADS=1", "BLIS_NUM_THREADS=1");

    /** In the folder of the run: copies of libraries would fill the user's cache, and go when the process has ended. */
    private static final String CACHE = "cache";

    /** With the two Pythons of an environment, and the scripts that they run. */
    static WorkloadRunner of(Python clutch, PackageVenv venv, Path folder, Duration limit, Progress progress)
            throws IOException {
        new DataFile("run_workloads.py").unpackInto(folder);
        String python = venv.python().toString();
        Python hosted = clutch.with(List.of("--isolation", "own-runtime", "--python", python));
        return new WorkloadRunner(
                Python.plain(python).where(VARIABLES),
                hosted.where(List.of("CLUTCH_CACHE=" + CACHE)).where(VARIABLES),
                folder,
                limit,
                progress);
    }

    /** Writes the workload of a package to where the Pythons find it. */
    void unpack(TriedPackage tried) throws IOException {
        tried.file().unpackInto(folder);
    }

    /** What a plain python says of these packages, in one process. */
    SuiteRun inPlain(Suite suite, List<TriedPackage> packages) throws IOException, InterruptedException {
        return run(plain, suite, List.of(), packages);
    }

    /** What interpreters say of these packages, in one process; the options are those of run_workloads.py. */
    SuiteRun inOurs(Suite suite, List<String> options, List<TriedPackage> packages)
            throws IOException, InterruptedException {
        SuiteRun run = run(hosted, suite, options, packages);
        CacheFolder.deleteTree(
                folder.resolve(hosted.name()).resolve(suite.label()).resolve(CACHE));
        return run;
    }

    private SuiteRun run(Python python, Suite suite, List<String> options, List<TriedPackage> packages)
            throws IOException, InterruptedException {
        List<String> words = Stream.concat(
                        Stream.of(folder.resolve("run_workloads.py").toString()), options.stream())
                .toList();
        List<String> workloads = packages.stream()
                .map(tried -> folder.resolve(tried.file().name()).toString())
                .toList();
        return new SuiteRunner(words, workloads, folder, 1, limit, progress)
                .run(python, List.of(suite))
                .getFirst();
    }
}
