package dev.clutch.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Calls from interpreter to interpreter: the same script by {@code clutch run} and by a plain Python.
 *
 * @param ours nanoseconds for one call here, from the {@code first} thread and from a {@code second}
 * @param rivals the same in plain Python
 */
record InterpreterCalls(Results ours, Results rivals) {
    private static final String SCRIPT = "calls.py";
    private static final Map<String, String> WARM = Map.of("JDK_JAVA_OPTIONS", JmhRun.COMPILE_AT_ONCE);

    /** Run from the root of the repository, where the launcher is. */
    static InterpreterCalls measure(Machine machine) throws IOException, InterruptedException {
        Path launcher = Path.of("clutch").toAbsolutePath();
        if (!Files.isExecutable(launcher)) {
            throw new IOException("no launcher at " + launcher + ": run this from the root of the repository");
        }
        String script = Child.unpack(SCRIPT).resolve(SCRIPT).toString();
        Results ours = Child.run(List.of(launcher.toString(), "run", script), WARM);
        return new InterpreterCalls(ours, Child.run(List.of(machine.python().toString(), script), Map.of()));
    }
}
