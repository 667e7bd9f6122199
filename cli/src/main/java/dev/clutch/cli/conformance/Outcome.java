package dev.clutch.cli.conformance;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What became of a test. */
public enum Outcome {
    /** It ran to its end, and nothing was wrong. */
    PASSED,
    /** It failed, or something else went wrong in it. */
    FAILED,
    /** It said that it does not apply here. */
    SKIPPED,
    /** It failed as CPython expects. */
    XFAILED,
    /** It passed although CPython expects it to fail. */
    XPASSED,
    /** It did not run at all. */
    MISSING;

    /** Those that are counted: a test that did not run is in nobody's sum. */
    static final List<Outcome> COUNTED =
            Arrays.stream(values()).filter(outcome -> outcome != MISSING).toList();

    /** The word for it in tables, in lists and in events. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The outcome of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    static Outcome of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
