package dev.clutch.cli.conformance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The checked-in list of tests that end in another way here than in plain CPython, and why.
 *
 * <pre>
 * [A reason, for all tests below it.]
 * OUTCOME HERE   TEST ID
 * </pre>
 *
 * @param file the name of the list, for messages
 * @param entries by test
 */
public record KnownDifferences(String file, Map<String, Entry> entries) {

    /**
     * One test of the list.
     *
     * @param outcome what becomes of it here
     */
    public record Entry(Outcome outcome, String reason) {}

    /** Copies the entries, in their order. */
    public KnownDifferences {
        entries = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /** With those of another list; that one is named. */
    KnownDifferences with(KnownDifferences more) {
        Map<String, Entry> all = new LinkedHashMap<>(entries);
        all.putAll(more.entries);
        return new KnownDifferences(more.file, all);
    }

    /** Reads the lines of the list. */
    public static KnownDifferences parse(String file, List<String> lines) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        String reason = "";
        for (String line : lines) {
            if (line.startsWith("[")) {
                reason = line.substring(1, line.length() - 1);
            } else {
                add(entries, line, reason);
            }
        }
        return new KnownDifferences(file, entries);
    }

    private static void add(Map<String, Entry> entries, String line, String reason) {
        String[] words = line.split("\\s+", 2);
        if (words.length != 2 || reason.isBlank()) {
            throw new IllegalArgumentException("not 'OUTCOME TEST' below a [reason]: " + line);
        }
        if (entries.put(words[1], new Entry(Outcome.of(words[0]), reason)) != null) {
            throw new IllegalArgumentException("twice on the list: " + words[1]);
        }
    }

    /** Why this difference is right, if the list says so. */
    Optional<String> reason(Difference difference) {
        return Optional.ofNullable(entries.get(difference.id()))
                .filter(entry -> entry.outcome() == difference.ours().outcome())
                .map(Entry::reason);
    }
}
