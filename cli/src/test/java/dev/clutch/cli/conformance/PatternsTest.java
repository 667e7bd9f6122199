package dev.clutch.cli.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatternsTest {
    private static final List<String> IDS = List.of("test.tiny.Case.test_a", "test.tiny.Case.test_b");

    private static List<String> unmatched(String pattern) {
        return new Patterns(List.of("test_b", pattern)).unmatched(IDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"test_a", "tiny.Case", "*test_a", "test.*_a", "test.tiny.Case.test_a", "tiny.?ase"})
    void aPartOrAWholeWithStarsMatches(String pattern) {
        assertThat(unmatched(pattern)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"test_c", "*Case", "tiny*", "tiny|Case", "TEST_A"})
    void allElseDoesNot(String pattern) {
        assertThat(unmatched(pattern)).containsExactly(pattern);
    }
}
