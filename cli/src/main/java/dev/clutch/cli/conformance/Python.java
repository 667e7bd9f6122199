package dev.clutch.cli.conformance;

import java.util.List;

/**
 * One of the two Pythons that run the suites.
 *
 * @param name {@code clutch} or {@code plain}
 * @param command the words before those that a {@code python} takes
 */
public record Python(String name, List<String> command) {
    /** Copies the words. */
    public Python {
        command = List.copyOf(command);
    }

    /** Ours, by the words that start it. */
    public static Python hosted(List<String> command) {
        return new Python("clutch", command);
    }

    /** CPython's own program. */
    static Python plain(String executable) {
        return new Python("plain", List.of(executable));
    }
}
