package dev.clutch.benchmarks;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.Arrays;
import java.util.List;

/** How long {@code clutch run -c pass} takes from start to end, beside {@code python -c pass}. */
final class StartupBenchmark {
    private static final int RUNS = 20;

    private StartupBenchmark() {}

    /** The least that a JVM does. */
    public static final class Hello {
        private Hello() {}

        /** The entry of the process. */
        public static void main(String[] arguments) {
            System.out.println("hello");
        }
    }

    /** Run from the root of the repository, where the launcher is. */
    static Table table(Machine machine) throws Exception {
        String launcher = BothPythons.launcher();
        List<List<String>> commands = List.of(
                List.of(launcher, "run", "-c", "pass"),
                List.of(machine.python().toString(), "-c", "pass"),
                List.of(
                        machine.java().toString(),
                        "-XX:+UseParallelGC", // as the launcher has it
                        "-XX:-UsePerfData",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Hello.class.getName()));
        double[][] times = alternate(commands);
        return new Table("start to end", Unit.TIME)
                .row("clutch run -c pass, median", median(times[0]), "python3.14 -c pass", median(times[1]))
                .row("clutch run -c pass, best", best(times[0]), "python3.14 -c pass", best(times[1]))
                .row("clutch run -c pass, median", median(times[0]), "JVM that says hello", median(times[2]))
                .row("clutch run -c pass, best", best(times[0]), "JVM that says hello", best(times[2]));
    }

    /** By turns, so that a noisy moment hits all of them. The first turn is not counted: it may build. */
    private static double[][] alternate(List<List<String>> commands) throws IOException, InterruptedException {
        double[][] times = new double[commands.size()][RUNS];
        for (int run = -1; run < RUNS; run++) {
            for (int i = 0; i < times.length; i++) {
                double time = time(commands.get(i));
                times[i][Math.max(run, 0)] = time;
            }
        }
        return times;
    }

    private static double time(List<String> command) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        int status = new ProcessBuilder(command)
                .redirectError(Redirect.INHERIT)
                .redirectOutput(Redirect.DISCARD)
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("exit status " + status + " of " + String.join(" ", command));
        }
        return System.nanoTime() - begin;
    }

    private static double median(double[] times) {
        double[] sorted = times.clone();
        Arrays.sort(sorted);
        return (sorted[(RUNS - 1) / 2] + sorted[RUNS / 2]) / 2;
    }

    private static double best(double[] times) {
        return Arrays.stream(times).min().orElseThrow();
    }
}
