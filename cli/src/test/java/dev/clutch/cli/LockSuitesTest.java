package dev.clutch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** CPython's tests of threading's locks, run with ours; {@code lock_suites.py} says which do not apply. */
class LockSuitesTest extends ProcessTest {

    @Test
    void threadingsTestsPassWithOurs() throws URISyntaxException {
        Path suites = Path.of(
                Objects.requireNonNull(getClass().getResource("lock_suites.py")).toURI());
        Ended ended = clutchRun(suites.toString());
        assertThat(ended.err()).endsWith("OK (skipped=3)\n");
        assertThat(ended.status()).isZero();
    }
}
