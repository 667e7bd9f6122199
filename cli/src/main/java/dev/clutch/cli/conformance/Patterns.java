package dev.clutch.cli.conformance;

import java.util.List;
import java.util.regex.Pattern;

/** Which tests to run: those whose id has one of these in it, or matches it if it has a {@code *}. */
public record Patterns(List<String> texts) {

    /** Copies the texts. */
    public Patterns {
        texts = List.copyOf(texts);
    }

    /** Whether all tests are meant. */
    public boolean isEmpty() {
        return texts.isEmpty();
    }

    /** Whether this one is chosen. */
    public boolean choose(String id) {
        return isEmpty()
                || texts.stream().anyMatch(text -> glob(text).matcher(id).matches());
    }

    /** Those that match none of these tests. */
    public List<String> unmatched(List<String> ids) {
        return texts.stream()
                .filter(text -> ids.stream().noneMatch(glob(text).asMatchPredicate()))
                .toList();
    }

    /** As Python's fnmatch, but for sets of characters in brackets. */
    private static Pattern glob(String text) {
        String whole = text.contains("*") ? text : "*" + text + "*";
        return Pattern.compile("\\Q" + whole.replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q") + "\\E");
    }
}
