package dev.clutch.cli.conformance;

import java.util.List;

/**
 * One of CPython's test modules or packages, which is run as a whole in a process of its own.
 *
 * @param label its name in tables
 * @param module what is imported, as in {@code test.test_json}
 * @param alone whether nothing else may run beside it, because it looks at the clock or takes all
 *     there is
 */
public record Suite(String label, String module, boolean alone) {

    /** Reads {@code LABEL MODULE [alone]}. */
    public static Suite parse(String line) {
        List<String> words = List.of(line.split("\\s+"));
        boolean alone = words.size() == 3 && words.get(2).equals("alone");
        if (words.size() != (alone ? 3 : 2)) {
            throw new IllegalArgumentException("not 'LABEL MODULE [alone]': " + line);
        }
        return new Suite(words.get(0), words.get(1), alone);
    }
}
