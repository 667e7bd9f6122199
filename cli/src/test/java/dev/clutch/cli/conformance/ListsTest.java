package dev.clutch.cli.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The checked-in lists, and what is refused in them. */
class ListsTest {
    @Test
    void theInterpretersHaveEightSuites() {
        assertThat(Programme.ofInterpreters().suites())
                .hasSize(8)
                .allMatch(suite -> suite.module().endsWith("." + suite.label()));
    }

    @Test
    void theStandardLibraryHasSixtyModules() {
        assertThat(Programme.ofStandardLibrary().suites().stream()
                        .map(suite -> suite.label().replaceFirst("^asyncio\\..*", "asyncio"))
                        .distinct())
                .hasSize(60);
    }

    @Test
    void aSuiteMayRunAlone() {
        assertThat(Suite.parse("tiny  test.tiny")).isEqualTo(new Suite("tiny", "test.tiny", false));
        assertThat(Suite.parse("tiny  test.tiny  alone")).isEqualTo(new Suite("tiny", "test.tiny", true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiny", "tiny test.tiny often", "tiny test.tiny alone at last"})
    void aSuiteInAnotherFormIsRefused(String line) {
        assertThatThrownBy(() -> Suite.parse(line)).hasMessageContaining(line);
    }

    @Test
    void differencesHaveTheReasonAboveThem() {
        var known = KnownDifferences.parse("list", List.of("[One.]", "failed a", "[Two.]", "skipped setUpClass (b)"));
        assertThat(known.entries())
                .containsEntry("a", new KnownDifferences.Entry(Outcome.FAILED, "One."))
                .containsEntry("setUpClass (b)", new KnownDifferences.Entry(Outcome.SKIPPED, "Two."));
    }

    @Test
    void differencesWithoutAReasonOrTwiceAreRefused() {
        assertThatThrownBy(() -> KnownDifferences.parse("list", List.of("failed a")))
                .hasMessageContaining("failed a");
        assertThatThrownBy(() -> KnownDifferences.parse("list", List.of("[One.]", "failed")))
                .hasMessageContaining("failed");
        assertThatThrownBy(() -> KnownDifferences.parse("list", List.of("[One.]", "failed a", "skipped a")))
                .hasMessageContaining("twice on the list: a");
    }
}
