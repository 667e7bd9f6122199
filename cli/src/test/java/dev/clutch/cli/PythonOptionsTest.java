package dev.clutch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Python's own options mean what they mean to it. */
class PythonOptionsTest extends ProcessTest {
    private static final String SHOW = """
            import sys
            print(sys.flags, sys._xoptions, sys.warnoptions, sys.path, __debug__)
            print(sys.stdout.encoding, sys.stdout.errors, sys.stdout.line_buffering, sys.stdout.write_through)
            assert sys.flags.optimize, 'not optimized'
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-u",
                "-O",
                "-I",
                "-s -P",
                "-S",
                "-I -S",
                "-B",
                "-uBO",
                "-X dev",
                "-X utf8=0",
                "-X tracemalloc=5",
                "-X warn_default_encoding",
                "-W error",
                "-W ignore::UserWarning -Wdefault",
                "--check-hash-based-pycs always"
            })
    void optionsMeanWhatTheyMeanToPython(String options) {
        set("PYTHONPATH", "/elsewhere");
        set("PYTHONWARNINGS", "ignore::ImportWarning");
        same(Stream.concat(Stream.of(options.split(" ")), Stream.of("-c", SHOW)).toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-V", "-VV", "--version", "-?", "-u -h", "--help-all", "-Z", "--nonsense", "-c", "-m", "-X"})
    void optionsThatRunNothingSayWhatPythonSays(String options) {
        same(options.split(" "));
    }

    @Test
    void warningsCanBeErrors() {
        same("-W", "error", "-c", "import warnings; warnings.warn('beware')");
        same("-bb", "-c", "b'' == ''");
    }

    @Test
    void theFirstLineCanBeSkipped() {
        write("program", "garbage of another language\nprint('ok')\n");
        assertThat(same("-x", "program").out()).isEqualTo("ok\n");
    }

    @Test
    void wrongValuesAreRefused() {
        assertThat(clutchRun("-X", "int_max_str_digits=1", "-c", ""))
                .isEqualTo(new Ended(
                        1,
                        "",
                        "clutch: CPython did not start: -X int_max_str_digits: invalid limit; must be >= 640 or 0 for"
                                + " unlimited.\n"));
    }

    @Test
    void optionsAfterTheProgramBelongToTheProgram() {
        write("program.py", "import sys; print(sys.argv, sys.flags.optimize)");
        same("program.py", "-O", "--python", "x", "--help", "-h", "@program.py");
    }
}
