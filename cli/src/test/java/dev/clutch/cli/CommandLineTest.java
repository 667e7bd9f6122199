package dev.clutch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clutch's own words: help, versions, and what it says when they are wrong. */
class CommandLineTest extends ProcessTest {
    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "help"})
    void helpNamesTheCommands(String word) {
        Ended ended = clutch(word);
        assertThat(ended.status()).isZero();
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out()).startsWith("Usage: clutch").contains("  run ", "  repl ", "  doctor ", "  test ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run --help", "run -h", "help run", "run --python x -h"})
    void helpForRunShowsWhatCanBeRun(String words) {
        Ended ended = clutch(words.split(" "));
        assertThat(ended.status()).isZero();
        assertThat(ended.out()).startsWith("Usage: clutch run ").contains("FILE", "-c CODE", "-m MODULE", "--python=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"repl", "pip", "doctor", "cache", "test", "bench", "conformance"})
    void helpIsThereForTheOthers(String command) {
        assertThat(clutch(command, "--help").out()).startsWith("Usage: clutch " + command);
    }

    @Test
    void helpFitsIntoATerminal() {
        for (String command :
                new String[] {"run", "repl", "pip", "doctor", "cache", "test", "bench", "conformance", "help"}) {
            assertThat(clutch(command, "--help").out().lines()).allMatch(line -> line.length() <= 80);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "-V"})
    void versionsAreThoseOfClutchAndJava(String word) {
        Ended ended = clutch(word);
        assertThat(ended.status()).isZero();
        assertThat(ended.out()).matches("clutch .+\njava " + Runtime.version().feature() + ".*\n");
    }

    @Test
    void withoutWordsThereIsHelpAndAFailure() {
        Ended ended = clutch();
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).startsWith("Usage: clutch");
    }

    @ParameterizedTest
    @CsvSource({
        "frob, no command 'frob', clutch",
        "--frob, no option '--frob', clutch",
        "doctor frob, unexpected argument 'frob', clutch doctor",
        "repl -c, no option '-c', clutch repl",
        "doctor -V, no option '-V', clutch doctor",
        "run --python, Missing required parameter for option '--python' (PATH), clutch run",
        "-c pass, no option '-c'; to run a Python program: clutch run -c pass, clutch",
        "- a, no command '-'; to run a Python program: clutch run - a, clutch",
        "program.py a, no command 'program.py'; to run a Python program: clutch run program.py a, clutch",
        "there, no command 'there'; to run a Python program: clutch run there, clutch"
    })
    void wrongWordsAreNamed(String words, String message, String help) {
        write("there", "");
        assertThat(clutch(words.split(" ")))
                .isEqualTo(
                        new Ended(2, "", "clutch: " + message + "\nTry '" + help + " --help' for more information.\n"));
    }

    @Test
    void testNeedsTheLauncher() {
        Ended ended = clutch("test", "-pl", "core");
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).contains("run ./clutch test there");
    }
}
