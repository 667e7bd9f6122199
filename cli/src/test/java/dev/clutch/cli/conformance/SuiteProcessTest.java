package dev.clutch.cli.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Processes that do not end as they should; a shell stands for the Python. */
@Timeout(60)
class SuiteProcessTest {
    @TempDir
    private Path folder;

    private SuiteRun run(String script, Duration limit) throws IOException, InterruptedException {
        Python shell = new Python("clutch", List.of("sh", "-c"));
        Path own = Files.createDirectory(folder.resolve("tiny"));
        return new SuiteProcess(Runs.SUITE, shell, List.of(script), own, new Progress(1)).await(limit);
    }

    private SuiteRun run(String script) throws IOException, InterruptedException {
        return run(script, Duration.ofSeconds(30));
    }

    @Test
    void aRunThatIsDoneHasItsResults() throws Exception {
        SuiteRun run = run("printf 'plan\\t1\\nstart\\ta\\nend\\ta\\tskipped\\t0.1\\twhy\\ndone\\n'");
        assertThat(run.death()).isEmpty();
        assertThat(run.results()).containsExactly(new TestResult("a", Outcome.SKIPPED, "why"));
    }

    @Test
    void oneThatDiesIsToldWithItsTestAndLastLines() throws Exception {
        SuiteRun run = run("printf 'start\\ta\\nend\\ta\\tpassed\\t0\\t\\nstart\\tb\\n'; echo oh >&2; exit 3");
        assertThat(run.death()).contains("died with exit status 3 in b; its last lines:\n    oh");
        assertThat(run.results()).extracting(TestResult::id).containsExactly("a");
        assertThat(run.output()).hasContent("oh");
    }

    @Test
    void oneThatIsKilledIsToldByItsStatus() throws Exception {
        assertThat(run("printf 'start\\ta\\n'; kill -9 $$").death())
                .contains("died with exit status 137 in a; it printed nothing");
    }

    @Test
    void dyingAfterTheLastTestIsDyingToo() throws Exception {
        assertThat(run("printf 'done\\n'; exit 1").death())
                .contains("died with exit status 1 after its last test; it printed nothing");
    }

    @Test
    void endingBeforeTheLastTestIsDyingToo() throws Exception {
        assertThat(run("exit 0").death()).contains("died with exit status 0 between tests; it printed nothing");
    }

    @Test
    void oneThatHangsIsEndedAndItsTestNamed() throws Exception {
        SuiteRun run = run("printf 'start\\ta\\n'; sleep 1000 & wait", Duration.ofSeconds(2));
        assertThat(run.death()).contains("did not end within 2 seconds; it was in a; it printed nothing");
    }
}
