package dev.clutch.cli.conformance;

import java.util.List;
import java.util.stream.Stream;

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

    /** With more words, before those that a {@code python} takes. */
    public Python with(List<String> words) {
        return new Python(name, Stream.concat(command.stream(), words.stream()).toList());
    }

    /** With these environment variables, as {@code NAME=VALUE}. */
    public Python where(List<String> variables) {
        return new Python(name, List.of("env")).with(variables).with(command);
    }

    /** CPython's own program. */
    public static Python plain(String executable) {
        return new Python("plain", List.of(executable));
    }
}
