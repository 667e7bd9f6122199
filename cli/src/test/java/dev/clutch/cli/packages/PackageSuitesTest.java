package dev.clutch.cli.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clutch.cli.conformance.NoSuchTestException;
import dev.clutch.cli.conformance.Outcome;
import dev.clutch.cli.conformance.Patterns;
import dev.clutch.cli.conformance.Python;
import dev.clutch.cli.conformance.Suite;
import dev.clutch.cli.conformance.SuiteRun;
import dev.clutch.cli.conformance.TestResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which suites of packages are run, and whose results are whose. */
class PackageSuitesTest {
    private static final Suite SUITE = Suite.parse("numpy-fft numpy.fft.tests");

    private static TestResult passed(String id) {
        return new TestResult(id, Outcome.PASSED, "");
    }

    @Test
    void eachPartyHasItsOwnResultsWithoutItsName() {
        SuiteRun both = new SuiteRun(
                SUITE,
                "clutch",
                List.of(passed("1 test_a::test"), passed("2 test_a::test"), passed("1 test_b::test")),
                Optional.of("it was killed"),
                2.5,
                Path.of("out.txt"));
        SuiteRun first = PackageSuites.partOf(both, "1");
        assertThat(first.results()).extracting(TestResult::id).containsExactly("test_a::test", "test_b::test");
        assertThat(PackageSuites.partOf(both, "2").results()).containsExactly(passed("test_a::test"));
        assertThat(first.death()).contains("it was killed");
        assertThat(PackageSuites.partOf(both, "3").results()).isEmpty();
    }

    @Test
    void aSuiteThatIsNotThereIsAnErrorBeforeAnythingRuns(@TempDir Path folder) {
        Python python = Python.plain("/nonexistent/python");
        PackageSuites suites =
                new PackageSuites(python, python, new Patterns(List.of("no-such")), folder, Duration.ofSeconds(1));
        assertThatThrownBy(suites::run).isInstanceOf(NoSuchTestException.class).hasMessageContaining("no-such");
    }

    @Test
    void theKnownDifferencesHaveReasons() {
        assertThat(PackageSuites.known()).isNotNull();
    }
}
