package dev.clutch.cli.conformance;

import static dev.clutch.cli.conformance.Runs.dead;
import static dev.clutch.cli.conformance.Runs.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuitePairTest {
    private static List<String> differences(SuiteRun ours, SuiteRun plain) {
        return new SuitePair(ours, plain)
                .differences().stream().map(Difference::toString).toList();
    }

    @Test
    void equalOutcomesAreNoDifference() {
        assertThat(differences(run("clutch", "a passed", "b skipped"), run("plain", "b skipped", "a passed")))
                .isEmpty();
    }

    @Test
    void anotherOutcomeIsADifferenceEvenIfItIsBetter() {
        assertThat(differences(run("clutch", "a failed", "b xpassed"), run("plain", "a passed", "b xfailed")))
                .containsExactly("a: failed, in plain CPython passed", "b: xpassed, in plain CPython xfailed");
    }

    @Test
    void aTestThatRanOnOneSideOnlyIsADifference() {
        assertThat(differences(run("clutch", "a passed"), run("plain", "b passed")))
                .containsExactly("a: passed, in plain CPython missing", "b: missing, in plain CPython passed");
    }

    @Test
    void whatADeadRunDidNotGetToIsNoDifference() {
        SuiteRun plain = run("plain", "a passed", "b passed", "c passed");
        assertThat(differences(dead(run("clutch", "a failed")), plain))
                .containsExactly("a: failed, in plain CPython passed");
        assertThat(differences(plain, dead(run("plain", "a passed")))).isEmpty();
    }
}
