package dev.clutch;

import org.jetbrains.kotlinx.lincheck.LinChecker;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Options;
import org.jetbrains.lincheck.datastructures.StressOptions;

/**
 * Has Lincheck look whether whatever threads see of an object can be explained by an order of their operations: it makes
 * small programs by chance, and runs each some hundred times on as many threads as it has.
 *
 * <p>With the system property {@code clutch.lincheck.iterations} it runs so many programs, and switches between their
 * threads at every access of memory, which takes some seconds for each.
 */
public final class Linearizable {
    private static final int LONG = Integer.getInteger("clutch.lincheck.iterations", 0);
    private static final int SHORT = 3;
    private static final int RUNS = 1_000;

    private Linearizable() {}

    /** Fails with the program and what its threads saw, if there is no such order. */
    public static void check(Class<?> operations) {
        LinChecker.check(
                operations,
                LONG > 0
                        ? shaped(new ModelCheckingOptions().invocationsPerIteration(RUNS), LONG)
                        : shaped(new StressOptions().invocationsPerIteration(RUNS / 5), SHORT));
    }

    private static <O extends Options<O, ?>> O shaped(O options, int programs) {
        return options.iterations(programs)
                .threads(2)
                .actorsPerThread(3)
                .actorsBefore(1)
                .actorsAfter(1);
    }
}
