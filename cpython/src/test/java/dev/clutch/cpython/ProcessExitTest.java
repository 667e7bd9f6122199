package dev.clutch.cpython;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The JVM may end at any time, whatever Python does. */
@Tag("slow")
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ProcessExitTest {
    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource({"exit, 3", "halt, 3", "return, 0", "throw, 1", "exit-in-python, 3", "close-in-hook, 3"})
    void theProcessEndsWithItsStatusWhilePythonRuns(String end, int status) throws Exception {
        ChildJvm child = ChildJvm.start(folder, ExitWhileRunning.class, "-Dclutch.test.end=" + end);
        ChildJvm.Ended ended = child.await();
        assertThat(ended.output()).contains("all run").doesNotContain("fatal error", "Fatal Python error");
        assertThat(ended.status()).as(ended.output()).isEqualTo(status);
        assertThat(ended.crashed()).as(ended.output()).isFalse();
    }

    @Test
    void anOrdinaryEndIsQuiet() throws Exception {
        ChildJvm.Ended ended = ChildJvm.start(folder, VersionPrinter.class).await();
        assertThat(ended.output()).matches("Python 3[.0-9]+\\R");
        assertThat(ended.status()).isZero();
    }
}
