package dev.clutch.benchmarks;

import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs JMH benchmarks and keeps the best iteration of all forks: the others had company on the machine. */
public final class JmhRun {
    /** Has a JVM wait for its compilers: however busy the machine is, it is warm after as many calls. */
    public static final String COMPILE_AT_ONCE = "-Xbatch";

    static {
        System.setProperty("jmh.ignoreLock", "true");
    }

    private JmhRun() {}

    /**
     * Nanoseconds for one operation, by the name of the method, with the value of the parameter, if it
     * has one, after a space.
     */
    static Results nanoseconds(Class<?>... benchmarks) throws RunnerException {
        OptionsBuilder options = new OptionsBuilder();
        for (Class<?> benchmark : benchmarks) {
            options.include(java.util.regex.Pattern.quote(benchmark.getName() + "."));
        }
        options.verbosity(VerboseMode.SILENT).shouldFailOnError(true);
        Results best = new Results();
        for (RunResult result : new Runner(options.build()).run()) {
            best.add(name(result), best(result));
        }
        return best;
    }

    private static String name(RunResult result) {
        String method = result.getPrimaryResult().getLabel();
        return result.getParams().getParamsKeys().stream()
                .map(result.getParams()::getParam)
                .reduce(method, (name, value) -> name + " " + value);
    }

    private static double best(RunResult result) {
        return result.getBenchmarkResults().stream()
                .map(BenchmarkResult::getIterationResults)
                .flatMap(java.util.Collection::stream)
                .mapToDouble(iteration -> iteration.getPrimaryResult().getScore())
                .min()
                .orElseThrow();
    }
}
