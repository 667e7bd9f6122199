package dev.clutch.cli;

import dev.clutch.Interpreters;
import dev.clutch.config.EngineConfig;
import dev.clutch.error.PythonExitException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Runs a Python command line as the main program of the process.
 *
 * <p>On a thread of its own: its stack is as large as Python programs are used to, and larger than
 * what Java gives.
 */
final class PythonMain {
    private static final long STACK_SIZE = 64L << 20;

    private PythonMain() {}

    /** Blocks until the program has ended, and returns its exit status. */
    static int run(EngineConfig config) throws Exception {
        Callable<Integer> program = () -> runHere(config);
        FutureTask<Integer> task = new FutureTask<>(program);
        new Thread(null, task, "python-main", STACK_SIZE).start();
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    @SuppressWarnings("MustBeClosedChecker") // runMain ends Python; there is nothing to close after it
    private static int runHere(EngineConfig config) {
        try {
            return Interpreters.open(config).runMain();
        } catch (PythonExitException exit) {
            return exit.status();
        }
    }
}
