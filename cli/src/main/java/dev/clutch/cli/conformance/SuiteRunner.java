package dev.clutch.cli.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs suites in one of the Pythons, some of them side by side.
 *
 * @param arguments what a Python takes before the name of the suite: the script and its options
 * @param patterns what it takes after that
 * @param folder for all that the suites leave behind
 */
public record SuiteRunner(
        List<String> arguments, List<String> patterns, Path folder, int jobs, Duration limit, Progress progress) {

    /** Copies the words. */
    public SuiteRunner {
        arguments = List.copyOf(arguments);
        patterns = List.copyOf(patterns);
    }

    /** The runs of all suites, in the order of these. */
    public List<SuiteRun> run(Python python, List<Suite> suites) throws IOException, InterruptedException {
        Map<Suite, SuiteRun> runs = new HashMap<>();
        sideBySide(python, suites.stream().filter(suite -> !suite.alone()).toList(), jobs, runs);
        sideBySide(python, suites.stream().filter(Suite::alone).toList(), 1, runs);
        return suites.stream().map(runs::get).toList();
    }

    private void sideBySide(Python python, List<Suite> suites, int threads, Map<Suite, SuiteRun> runs)
            throws IOException, InterruptedException {
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            List<Future<SuiteRun>> futures = new ArrayList<>();
            suites.forEach(suite -> futures.add(executor.submit(() -> run(python, suite))));
            for (int i = 0; i < suites.size(); i++) {
                runs.put(suites.get(i), result(futures.get(i)));
            }
        }
    }

    private static SuiteRun result(Future<SuiteRun> future) throws IOException, InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IOException("cannot run a suite: " + e.getCause(), e);
        }
    }

    private SuiteRun run(Python python, Suite suite) throws IOException, InterruptedException {
        Path own = Files.createDirectories(folder.resolve(python.name()).resolve(suite.label()));
        List<String> words = new ArrayList<>(arguments);
        words.add(suite.module());
        words.addAll(patterns);
        SuiteRun run = new SuiteProcess(suite, python, words, own, progress).await(limit);
        progress.step();
        return run;
    }
}
