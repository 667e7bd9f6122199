package dev.clutch.cli.packages;

import dev.clutch.cli.conformance.Outcome;
import dev.clutch.cli.conformance.SuiteRun;
import dev.clutch.cli.conformance.TestResult;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One workload, here and in plain CPython.
 *
 * @param expected how many interpreters were to run it
 */
record Comparison(TriedPackage tried, Parties plain, Parties ours, int expected) {

    /** Whether there is anything to compare with. */
    boolean worksInPlain() {
        return plain.dead().isEmpty() && plain.only(tried.workload()).isPresent();
    }

    /** How many interpreters have plain CPython's result. */
    long right() {
        return count(result -> result.outcome() == Outcome.PASSED && isRight(result));
    }

    /** How many have another one. */
    long wrong() {
        return count(result -> result.outcome() == Outcome.PASSED && !isRight(result));
    }

    /** How many have raised an exception. */
    long failed() {
        return count(result -> result.outcome() == Outcome.FAILED);
    }

    private long count(Predicate<TestResult> condition) {
        return ours.results(tried.workload()).stream().filter(condition).count();
    }

    private boolean isRight(TestResult result) {
        return plain.only(tried.workload())
                .filter(right -> right.text().equals(result.text()))
                .isPresent();
    }

    /** Extension modules that plain CPython loads, and some interpreter does not: it went on without them, unseen. */
    Set<String> lacking() {
        Set<String> lacking = new TreeSet<>();
        for (Set<String> loaded : ours.modules()) {
            plain.allModules().stream().filter(name -> !loaded.contains(name)).forEach(lacking::add);
        }
        return lacking;
    }

    /** Extension modules that some interpreter loads, and plain CPython does not. */
    Set<String> added() {
        Set<String> added = new TreeSet<>(ours.allModules());
        added.removeAll(plain.allModules());
        return added;
    }

    /** How many processes have crashed, or did not end. */
    int crashes() {
        return ours.dead().size();
    }

    /** Whether all is as in plain CPython. */
    boolean isGood() {
        return crashes() == 0 && right() == expected && lacking().isEmpty() && added().isEmpty();
    }

    /** What is wrong with the results, a line each. */
    List<String> differences() {
        return Stream.concat(
                        plain.results(tried.workload()).stream()
                                .filter(result -> !worksInPlain() || failed() + wrong() > 0),
                        ours.results(tried.workload()).stream().filter(result -> !isRight(result)))
                .map(result -> result.id() + ": " + result.text())
                .toList();
    }

    /** What is wrong with the processes and their modules, a line each. */
    List<String> surroundings() {
        return Stream.of(
                        plain.dead().stream()
                                .map(run -> "plain CPython " + run.death().orElseThrow()),
                        ours.dead().stream().map(run -> "Clutch " + run.death().orElseThrow()),
                        ours.results("interpreter").stream().map(result -> result.id() + ": " + result.text()),
                        lacking().stream().map(name -> "not loaded: " + name),
                        added().stream().map(name -> "loaded, and not by plain CPython: " + name))
                .flatMap(lines -> lines)
                .toList();
    }

    double seconds() {
        return ours.runs().stream().mapToDouble(SuiteRun::seconds).sum();
    }
}
