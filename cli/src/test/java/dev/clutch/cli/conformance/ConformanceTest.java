package dev.clutch.cli.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs, of a tiny suite in both Pythons. */
@Timeout(120)
class ConformanceTest {
    private static final List<String> CLUTCH = List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xrs",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.clutch.cli.Main",
            "run");

    private static final String TINY = """
            import sys
            import unittest

            class Tiny(unittest.TestCase):
                def test_pass(self):
                    pass

                def test_skip(self):
                    self.skipTest("no  reason\\tat all")

                def test_differs(self):
                    self.assertNotIn("_clutch", sys.modules)

                @unittest.expectedFailure
                def test_fails_as_expected(self):
                    self.fail()

                @unittest.expectedFailure
                def test_passes_unexpectedly(self):
                    pass

                def test_subtests(self):
                    for i in range(3):
                        with self.subTest(i=i):
                            if i == 1:
                                self.skipTest("one")
                            self.assertNotEqual(i, 2)

                def test_fails_twice(self):
                    self.addCleanup(self.fail, "second")
                    self.fail("first")

            class Broken(unittest.TestCase):
                @classmethod
                def setUpClass(cls):
                    raise OSError("broken")

                def test_never(self):
                    pass
            """;

    @TempDir
    private Path folder;

    private List<SuitePair> run(boolean ownGil, String module, String... patterns) throws Exception {
        Suite suite = new Suite("tiny", module, false);
        KnownDifferences none = KnownDifferences.parse("list", List.of());
        Programme programme = new Programme(List.of(suite), ownGil, List.of(), none);
        return new Conformance(programme, new Patterns(List.of(patterns)), folder, 1, Duration.ofSeconds(100))
                .run(Python.hosted(CLUTCH));
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
    }

    @Test
    void everyTestHasOneOutcomeInBothPythons() throws Exception {
        write("tiny.py", TINY);
        SuitePair pair = run(true, "tiny").getFirst();
        assertThat(pair.plain().death()).isEmpty();
        assertThat(pair.plain().results())
                .containsExactlyInAnyOrder(
                        new TestResult("tiny.Tiny.test_pass", Outcome.PASSED, ""),
                        new TestResult("tiny.Tiny.test_skip", Outcome.SKIPPED, "no reason at all"),
                        new TestResult("tiny.Tiny.test_differs", Outcome.PASSED, ""),
                        new TestResult("tiny.Tiny.test_fails_as_expected", Outcome.XFAILED, "AssertionError: None"),
                        new TestResult("tiny.Tiny.test_passes_unexpectedly", Outcome.XPASSED, ""),
                        new TestResult("tiny.Tiny.test_subtests (i=1)", Outcome.SKIPPED, "one"),
                        new TestResult("tiny.Tiny.test_subtests", Outcome.FAILED, "(i=2) AssertionError: 2 == 2"),
                        new TestResult("tiny.Tiny.test_fails_twice", Outcome.FAILED, "AssertionError: first"),
                        new TestResult("setUpClass (tiny.Broken)", Outcome.FAILED, "OSError: broken"));
        assertThat(pair.differences())
                .extracting(Difference::toString)
                .containsExactly("tiny.Tiny.test_differs: failed, in plain CPython passed");
        assertThat(pair.ours().output()).content().contains("Traceback", "'_clutch' unexpectedly found in");
    }

    @Test
    void patternsChooseTests() throws Exception {
        write("tiny.py", TINY);
        SuitePair pair = run(false, "tiny", "test_pass").getFirst();
        assertThat(pair.ours().results())
                .extracting(TestResult::id)
                .containsExactly("tiny.Tiny.test_pass", "tiny.Tiny.test_passes_unexpectedly");
        assertThat(pair.differences()).isEmpty();
    }

    @Test
    void aPatternForNothingIsNamed() throws Exception {
        write("tiny.py", TINY);
        assertThatThrownBy(() -> run(false, "tiny", "test_pass", "frob"))
                .isInstanceOf(NoSuchTestException.class)
                .hasMessageStartingWith("no test matches 'frob'");
    }

    @Test
    void aModuleThatCannotBeImportedFails() throws Exception {
        write("tiny.py", "import sys\nif '_clutch' in sys.modules:\n    raise ImportError('not here')\n");
        assertThat(run(false, "tiny").getFirst().ours().results())
                .containsExactly(new TestResult("tiny", Outcome.FAILED, "ImportError: not here"));
    }

    @Test
    void aPythonWithoutTheSuiteIsRefused() {
        assertThatThrownBy(() -> run(false, "test.no_such_suite"))
                .isInstanceOf(UnfitPythonException.class)
                .hasMessageContaining(" has no test.no_such_suite; ")
                .hasMessageContaining("apt install libpython3-testsuite");
    }
}
