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
 * The two Pythons of a virtual environment with packages, which run a script, each time in a process of its own.
 *
 * @param plain the environment's own program
 * @param hosted ours, with the same environment, where interpreters have runtimes of their own
 * @param script what they run
 * @param folder for all that they leave behind
 * @param limit how long one process may take
 */
record PackagePythons(Python plain, Python hosted, Path script, Path folder, Duration limit, Progress progress) {
    /** As Clutch sets them before the first runtime of its own: results depend on how many threads add numbers. */
    private static final List<String> VARIABLES =
            List.of("OPENBLAS_NUM_THREADS=1", "OMP_NUM_THREADS=1", "MKL_NUM_THREADS=1", "BLIS_NUM_THREADS=1");

    /** In the folder of the run: copies of libraries would fill the user's cache, and go when the process has ended. */
    private static final String CACHE = "cache";

    /**
     * Those of an environment.
     *
     * @param clutch the words of {@code clutch run}, before its options
     */
    static PackagePythons of(
            Python clutch, PackageVenv venv, DataFile script, Path folder, Duration limit, Progress progress)
            throws IOException {
        String python = venv.python().toString();
        Python hosted = clutch.with(List.of("--isolation", "own-runtime", "--python", python));
        return new PackagePythons(
                Python.plain(python).where(VARIABLES),
                hosted.where(List.of("CLUTCH_CACHE=" + CACHE)).where(VARIABLES),
                script.unpackInto(folder),
                folder,
                limit,
                progress);
    }

    /** Runs the script in a plain python; after its options come the name of the suite's module and the other words. */
    SuiteRun inPlain(Suite suite, List<String> words) throws IOException, InterruptedException {
        return run(plain, suite, List.of(), words);
    }

    /** Runs it in our Python. */
    SuiteRun inOurs(Suite suite, List<String> options, List<String> words) throws IOException, InterruptedException {
        SuiteRun run = run(hosted, suite, options, words);
        CacheFolder.deleteTree(
                folder.resolve(hosted.name()).resolve(suite.label()).resolve(CACHE));
        return run;
    }

    private SuiteRun run(Python python, Suite suite, List<String> options, List<String> words)
            throws IOException, InterruptedException {
        List<String> before =
                Stream.concat(Stream.of(script.toString()), options.stream()).toList();
        return new SuiteRunner(before, words, folder, 1, limit, progress)
                .run(python, List.of(suite))
                .getFirst();
    }
}
