package dev.clutch;

import org.jetbrains.kotlinx.lincheck.LinChecker;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;

/**
 * Has Lincheck look whether whatever threads see of an object can be explained by an order of their calls. It makes
 * small programs of the given operations by chance, runs each many times, and switches between the threads at another
 * access of memory each time. Few operations that have to do with each other make for programs that find something.
 *
 * <p>The system property {@code clutch.lincheck.programs} says how many, if a few are not enough.
 */
public final class Linearizable {
    private static final int PROGRAMS = Integer.getInteger("clutch.lincheck.programs", 3);
    private static final int RUNS = 60;

    private Linearizable() {}

    /** Fails with the program and what its threads saw, if there is no such order. */
    public static void check(Class<?> operations) {
        ModelCheckingOptions options = new ModelCheckingOptions()
                .iterations(PROGRAMS)
                .invocationsPerIteration(RUNS)
                .threads(2)
                .actorsPerThread(2)
                .actorsBefore(1)
                .actorsAfter(1);
        LinChecker.check(operations, options);
    }
}
