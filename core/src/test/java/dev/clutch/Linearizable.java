package dev.clutch;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;

/**
 * Has Lincheck look whether whatever threads see of an object can be explained by an order of their calls. It makes
 * small programs of the given operations by chance, runs each many times, and switches between the threads at another
 * access of memory each time. Few operations that have to do with each other make for programs that find something.
 *
 * <p>One program with 60 runs for each class of operations, or as many as the system properties {@code
 * clutch.lincheck.programs} and {@code clutch.lincheck.runs} say: 10 and 1,000 find nearly everything, and take minutes.
 */
public final class Linearizable {
    private static final int PROGRAMS = Integer.getInteger("clutch.lincheck.programs", 1);
    private static final int RUNS = Integer.getInteger("clutch.lincheck.runs", 60);

    private Linearizable() {}

    /** Fails with the program and what its threads saw, if there is no such order. */
    public static void check(Class<?> operations) {
        new ModelCheckingOptions()
                .iterations(PROGRAMS)
                .invocationsPerIteration(RUNS)
                .threads(2)
                .actorsPerThread(2)
                .actorsBefore(1)
                .actorsAfter(1)
                .check(operations);
    }
}
