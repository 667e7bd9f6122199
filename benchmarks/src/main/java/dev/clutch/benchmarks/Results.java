package dev.clutch.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/** What was measured, by name; or why nothing was. */
final class Results {
    private final Map<String, Double> numbers = new LinkedHashMap<>();
    private final Optional<String> skipped;

    Results() {
        this(Optional.empty());
    }

    private Results(Optional<String> skipped) {
        this.skipped = skipped;
    }

    /** Results that stand for a rival that is not here; every number is missing. */
    static Results skipped(String why) {
        return new Results(Optional.of(why));
    }

    /** Why nothing was measured. */
    Optional<String> skipped() {
        return skipped;
    }

    void add(String name, double number) {
        numbers.put(name, number);
    }

    void addAll(Results others) {
        numbers.putAll(others.numbers);
    }

    double get(String name) {
        if (skipped.isPresent()) {
            return Double.NaN;
        }
        Double number = numbers.get(name);
        if (number == null) {
            throw new NoSuchElementException("no \"" + name + "\" among the results: " + numbers.keySet());
        }
        return number;
    }
}
