package dev.clutch;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;

/**
 * Has Lincheck look whether whatever threads see of an object can be explained by an order of their calls. It runs
 * small programs of the given operations, each many times, and switches between the threads at another access of
 * memory each time.
 *
 * <p>The programs are the smallest that can tell anything: each two operations meet, one in each thread, at an object that is
 * new or to which some operation was done; then all are done one after the other, to see what has become of it. Where
 * one thread has to do more to see anything, the test says what. The system property {@code clutch.lincheck.programs}
 * adds so many others, made by chance, and {@code clutch.lincheck.runs} says how often to run each.
 *
 * <p>Whether it finds anything was tried by mutants, made by hand and undone again; CONTRIBUTING lists them.
 */
public final class Linearizable {
    private static final int PROGRAMS = Integer.getInteger("clutch.lincheck.programs", 0);
    private static final int RUNS = Integer.getInteger("clutch.lincheck.runs", 20);

    /** Neither has state that threads share nor calls what has, so no switch there tells anything. */
    private static final List<String> BESIDES_THE_POINT = List.of(
            "java.lang.String",
            "java.util.stream.",
            "dev.clutch.error.",
            "dev.clutch.message.",
            "dev.clutch.queue.Timeout",
            "dev.clutch.shared.Equality",
            "dev.clutch.shared.Handles");

    private final Class<?> operations;
    private final ModelCheckingOptions options = new ModelCheckingOptions()
            .iterations(PROGRAMS)
            .invocationsPerIteration(RUNS)
            .threads(2)
            .actorsPerThread(2)
            .actorsBefore(1)
            .actorsAfter(1)
            .addGuarantee(ManagedStrategyGuaranteeKt.forClasses(Linearizable::isBesidesThePoint)
                    .allMethods()
                    .ignore());

    private Linearizable(Class<?> operations) {
        this.operations = operations;
    }

    /** No programs yet, of the methods of that class that are annotated with {@link Operation}. */
    public static Linearizable of(Class<?> operations) {
        return new Linearizable(operations);
    }

    private static boolean isBesidesThePoint(String type) {
        return BESIDES_THE_POINT.stream().anyMatch(type::startsWith);
    }

    /**
     * Each two operations meet.
     *
     * @param before the names of the operations that are done first, or none
     */
    public Linearizable eachTwoMeet(String... before) {
        List<Method> all = operations();
        for (Method one : all) {
            for (Method other : all.subList(all.indexOf(one), all.size())) {
                add(List.of(before), List.of(one.getName()), List.of(other.getName()));
            }
        }
        return this;
    }

    /** One operation meets two, which the other thread does one after the other, at a new object. */
    public Linearizable meets(String one, String other, String next) {
        add(List.of(), List.of(one), List.of(other, next));
        return this;
    }

    /** Fails with the program and what its threads saw, if there is no such order. */
    public void check() {
        options.check(operations);
    }

    private void add(List<String> before, List<String> one, List<String> other) {
        List<String> all = operations().stream().map(Method::getName).toList();
        List<List<Actor>> threads = List.of(actors(one, 2), actors(other, 3));
        options.addCustomScenario(new ExecutionScenario(actors(before, 1), threads, actors(all, 4), null));
    }

    private List<Method> operations() {
        return Arrays.stream(operations.getMethods())
                .filter(method -> method.isAnnotationPresent(Operation.class))
                .sorted(Comparator.comparing(Method::getName))
                .toList();
    }

    private List<Actor> actors(List<String> names, int argument) {
        List<Actor> actors = new ArrayList<>();
        for (String name : names) {
            Method method = operations().stream()
                    .filter(known -> known.getName().equals(name))
                    .findFirst()
                    .orElseThrow();
            actors.add(new Actor(method, Collections.nCopies(method.getParameterCount(), argument)));
        }
        return actors;
    }
}
