package dev.clutch.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;

/** What was measured, by name. */
final class Results {
    private final Map<String, Double> numbers = new LinkedHashMap<>();

    /** Results that stand for a rival that is not here. */
    static Results missing(String... names) {
        Results results = new Results();
        for (String name : names) {
            results.add(name, Double.NaN);
        }
        return results;
    }

    void add(String name, double number) {
        numbers.put(name, number);
    }

    double get(String name) {
        Double number = numbers.get(name);
        if (number == null) {
            throw new NoSuchElementException("no \"" + name + "\" among the results: " + numbers.keySet());
        }
        return number;
    }
}
