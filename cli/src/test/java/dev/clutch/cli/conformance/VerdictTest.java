package dev.clutch.cli.conformance;

import static dev.clutch.cli.conformance.Runs.dead;
import static dev.clutch.cli.conformance.Runs.pair;
import static dev.clutch.cli.conformance.Runs.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final KnownDifferences KNOWN =
            KnownDifferences.parse("list.txt", List.of("[Because.]", "skipped a", "failed b"));
    private static final SuitePair AS_KNOWN =
            pair(run("clutch", "a skipped", "b failed"), run("plain", "a passed", "b passed"));

    private static Verdict of(SuitePair... pairs) {
        return Verdict.of(List.of(pairs), KNOWN, true);
    }

    private static String wrong(Verdict verdict) {
        return new Report(verdict, KNOWN, Path.of("/out")).wrong();
    }

    @Test
    void itIsGoodIfAllDifferencesAreKnown() {
        Verdict verdict = of(AS_KNOWN);
        assertThat(verdict.isGood()).isTrue();
        assertThat(wrong(verdict)).isEmpty();
        assertThat(new Report(verdict, KNOWN, Path.of("/out")).explained()).isEqualTo("""

                Because.
                  a: skipped, in plain CPython passed
                  b: failed, in plain CPython passed
                """);
    }

    @Test
    void anUnknownDifferenceIsNamedWithTheWayToItsOutput() {
        Verdict verdict = of(AS_KNOWN, pair(run("clutch", "c failed"), run("plain", "c passed")));
        assertThat(verdict.isGood()).isFalse();
        assertThat(wrong(verdict))
                .contains("Not on the list list.txt:\n  c: failed, in plain CPython passed\n")
                .contains("What the tests printed: /out/{clutch,plain}/SUITE.txt");
    }

    @Test
    void aKnownDifferenceMayNotBecomeAnother() {
        Verdict verdict = of(pair(run("clutch", "a failed", "b failed"), run("plain", "a passed", "b passed")));
        assertThat(verdict.unexplained()).extracting(Difference::id).containsExactly("a");
        assertThat(verdict.stale()).isEmpty();
    }

    @Test
    void anEntryThatNoLongerDiffersIsStale() {
        Verdict verdict = of(pair(run("clutch", "a passed", "b failed"), run("plain", "a passed", "b passed")));
        assertThat(verdict.isGood()).isFalse();
        assertThat(wrong(verdict)).isEqualTo("\nOn the list list.txt, but not so any more; take them off it:\n  a\n");
    }

    @Test
    void anEntryThatDidNotRunIsStaleUnlessPatternsLeftItOut() {
        SuitePair pair = pair(run("clutch", "a skipped"), run("plain", "a passed"));
        assertThat(of(pair).stale()).containsExactly("b");
        assertThat(Verdict.of(List.of(pair), KNOWN, false).isGood()).isTrue();
    }

    @Test
    void aDeadRunIsNamedAndNothingIsStaleForItsSake() {
        Verdict verdict = of(pair(dead(run("clutch", "a skipped")), run("plain", "a passed", "b passed")));
        assertThat(verdict.isGood()).isFalse();
        assertThat(wrong(verdict))
                .isEqualTo("\ntest.tiny in clutch Python died\n  all it printed: /out/clutch/tiny.txt\n");
    }
}
