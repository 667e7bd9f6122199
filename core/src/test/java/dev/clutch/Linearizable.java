package dev.clutch;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;

/**
 * Has Lincheck look whether whatever threads see of an object can be explained by an order of their calls. It runs
 * small programs of the given operations, each many times, and switches between the threads at another access of
 * memory each time.
 *
 * <p>The programs are the smallest that can tell anything: each two operations meet, one in each thread, at an object that is
 * new or to which some operation was done; then all are done one after the other, to see what has become of it. The
 * system property {@code clutch.lincheck.programs} adds so many others, made by chance, and {@code
 * clutch.lincheck.runs} says how often to run each.
 *
 * <p>What it finds, with each mutant made by hand and undone again: a buffer's {@code pack} or a parcel's {@code take} that
 * is no compare-and-set; a {@code putMany} that looks for a place before it has the lock; a dict that is changed without the
 * write lock, or without the monitor. Not found: a parcel's {@code end} without one; a {@code
 * putMany} that looks before it has the lock whether the queue is open; a read of a dict that is not validated.
 */
public final class Linearizable {
    private static final int PROGRAMS = Integer.getInteger("clutch.lincheck.programs", 0);
    private static final int RUNS = Integer.getInteger("clutch.lincheck.runs", 20);

    private Linearizable() {}

    /**
     * Fails with the program and what its threads saw, if there is no such order.
     *
     * @param before the names of the operations that are done first, or none
     */
    public static void check(Class<?> operations, String... before) {
        ModelCheckingOptions options = new ModelCheckingOptions()
                .iterations(PROGRAMS)
                .invocationsPerIteration(RUNS)
                .threads(2)
                .actorsPerThread(2)
                .actorsBefore(1)
                .actorsAfter(1);
        meetings(operations, List.of(before)).forEach(options::addCustomScenario);
        options.check(operations);
    }

    private static List<ExecutionScenario> meetings(Class<?> operations, List<String> before) {
        List<Method> all = Arrays.stream(operations.getMethods())
                .filter(method -> method.isAnnotationPresent(Operation.class))
                .sorted(Comparator.comparing(Method::getName))
                .toList();
        List<Actor> first = actors(all.stream().filter(method -> before.contains(method.getName())), 1);
        List<ExecutionScenario> meetings = new ArrayList<>();
        for (Method one : all) {
            for (Method other : all.subList(all.indexOf(one), all.size())) {
                List<List<Actor>> threads = List.of(actors(Stream.of(one), 2), actors(Stream.of(other), 3));
                meetings.add(new ExecutionScenario(first, threads, actors(all.stream(), 4), null));
            }
        }
        return meetings;
    }

    private static List<Actor> actors(Stream<Method> methods, int argument) {
        return methods.map(method -> new Actor(method, Collections.nCopies(method.getParameterCount(), argument)))
                .toList();
    }
}
