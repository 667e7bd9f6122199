package dev.clutch.cli.packages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clutch.cli.conformance.Outcome;
import dev.clutch.cli.conformance.Suite;
import dev.clutch.cli.conformance.SuiteRun;
import dev.clutch.cli.conformance.TestResult;
import dev.clutch.cli.packages.TriedPackage.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is made of the results of workloads; no Python runs. */
class ComparisonTest {
    private static final TriedPackage TINY = new TriedPackage("tiny", Kind.COMPILED, 7, "1.2");
    private static final Parties PLAIN = told("plain tiny=42", "plain modules=tiny._fast tiny._more");

    /** Results in the form {@code PARTY SUBJECT=TEXT}, of which {@code !TEXT} has failed. */
    private static Parties told(String... results) {
        return new Parties(List.of(run(Optional.empty(), results)));
    }

    private static SuiteRun run(Optional<String> death, String... results) {
        List<TestResult> all = Stream.of(results).map(ComparisonTest::result).toList();
        return new SuiteRun(new Suite("tiny", "tiny", true), "clutch", all, death, 1.5, Path.of("out.txt"));
    }

    private static TestResult result(String text) {
        String[] words = text.split("=", -1);
        boolean failed = words[1].startsWith("!");
        return new TestResult(words[0], failed ? Outcome.FAILED : Outcome.PASSED, words[1]);
    }

    private static Comparison of(Parties ours) {
        return new Comparison(TINY, PLAIN, ours, 2);
    }

    @Test
    void theSameResultsAndModulesAreGood() {
        Comparison good = of(told(
                "1.1 tiny=42",
                "1.1 modules=tiny._fast tiny._more",
                "1.2 tiny=42",
                "1.2 modules=tiny._fast tiny._more"));
        assertThat(good.isGood()).isTrue();
        assertThat(good.differences()).isEmpty();
        assertThat(good.surroundings()).isEmpty();
    }

    @Test
    void anotherResultIsWrong() {
        Comparison wrong = of(told("1.1 tiny=42", "1.2 tiny=43"));
        assertThat(wrong.right()).isEqualTo(1);
        assertThat(wrong.wrong()).isEqualTo(1);
        assertThat(wrong.isGood()).isFalse();
        assertThat(wrong.differences()).containsExactly("plain tiny: 42", "1.2 tiny: 43");
    }

    @Test
    void anExceptionIsAnError() {
        Comparison failed = of(told("1.1 tiny=!ValueError"));
        assertThat(failed.failed()).isEqualTo(1);
        assertThat(failed.wrong()).isZero();
    }

    @Test
    void anInterpreterThatGoesOnWithoutAModuleHasFallenBack() {
        Comparison fallback =
                of(told("1.1 tiny=42", "1.1 modules=tiny._fast", "1.2 tiny=42", "1.2 modules=tiny._more"));
        assertThat(fallback.lacking()).containsExactly("tiny._fast", "tiny._more");
        assertThat(fallback.isGood()).isFalse();
    }

    @Test
    void aDeathIsACrashThoughAllResultsAreRight() {
        String[] right = {"1.1 tiny=42", "1.2 tiny=42"};
        Comparison crash = of(new Parties(List.of(run(Optional.of("died"), right))));
        assertThat(crash.crashes()).isEqualTo(1);
        assertThat(crash.isGood()).isFalse();
        assertThat(crash.surroundings()).containsExactly("Clutch died");
    }

    @Test
    void anInterpreterThatDidNotRunIsTold() {
        assertThat(of(told("1.1 interpreter=!no way")).surroundings()).contains("1.1 interpreter: !no way");
    }

    @Test
    void whatFailsInPlainCPythonIsNoFailureOfOurs() {
        Comparison unfit = new Comparison(TINY, told("plain tiny=!broken"), told("1.1 tiny=!broken"), 2);
        PackageReport report = new PackageReport(List.of(unfit), Map.of("other", "no wheel"), Path.of("folder"));
        assertThat(unfit.worksInPlain()).isFalse();
        assertThat(report.isGood()).isTrue();
        assertThat(report.summary()).contains("0 of 1 compiled packages work", "skipped: other: no wheel");
    }
}
