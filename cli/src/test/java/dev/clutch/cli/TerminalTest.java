package dev.clutch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Python's interactive mode on a terminal. */
class TerminalTest extends ProcessTest {
    private static final String CTRL_C = "('>>> ', '\\x03'), ('KeyboardInterrupt', ''), ";
    private static final String LEAVE = "('>>> ', '6*7\\r'), ('42', ''), ('>>> ', 'exit(3)\\r')";

    @BeforeEach
    void hasATerminal() {
        assumeTrue(Program.SIGNALS, "env cannot set signals here");
        set("TERM", "xterm");
        set("PYTHON_HISTORY", folder.resolve("history").toString());
    }

    /** What appears on a terminal on which a command runs and keys are typed. */
    private String typed(String steps, String... command) {
        List<String> program = Program.CLUTCH.child(command).words();
        Stream<String> driver = Stream.of("-c", "steps = [" + steps + "]\n" + Terminal.DRIVE);
        Ended ended = run(
                Program.bundledPython(), Stream.concat(driver, program.stream()).toArray(String[]::new));
        return ended.out() + ended.err();
    }

    @Test
    void itIsTheNewOneOfPython() {
        String steps = "('>>> ', 'def f():\\r'), ('...     ', 'return 5*5\\r\\r'), ('>>> ', 'f()\\r'), ('25', ''), ";
        assertThat(typed(steps + LEAVE, "repl")).startsWith("Python 3.14").endsWith("status 3\n");
    }

    @Test
    void itIsWhatRunsWithoutAProgram() {
        assertThat(typed("('>>> ', '6*7\\r'), ('42', ''), ('>>> ', '\\x04')", "run"))
                .endsWith("status 0\n");
    }

    @Test
    void itHasAHistoryAndCompletion() {
        String steps = "('>>> ', '5*5\\r'), ('25', ''), ('>>> ', '\\x10\\r'), ('25', ''), "
                + "('>>> ', 'import st'), ('st', '\\t\\t'), ('struct', '\\x03'), ";
        assertThat(typed(steps + LEAVE, "repl")).endsWith("status 3\n");
        assertThat(folder.resolve("history")).content().contains("5*5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"repl", "run -m asyncio"})
    void interruptsMayFollowEachOtherAtThePrompt(String command) {
        String steps = CTRL_C.repeat(4) + LEAVE;
        assertThat(typed(steps, command.split(" "))).endsWith("status 3\n");
    }

    @Test
    void interruptsMayFollowEachOtherAtTheBasicPrompt() {
        set("PYTHON_BASIC_REPL", "1");
        assertThat(typed(CTRL_C.repeat(4) + LEAVE, "repl")).endsWith("status 3\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"any(time.sleep(0.01) for _ in iter(int, 1))", "x.exec('while True: pass')", "q.get()"})
    void anInterruptStopsWhatRuns(String work) {
        String steps = """
                ('>>> ', 'import time\\r'),
                ('>>> ', 'from concurrent import interpreters as i\\r'),
                ('>>> ', 'x, q = i.create(), i.create_queue()\\r'),
                ('>>> ', "print('be' + 'gin'); %s\\r"),
                ('begin\\n', '\\x03'),
                ('KeyboardInterrupt', ''),
                """;
        assertThat(typed(steps.replace("%s", work) + LEAVE, "repl")).endsWith("status 3\n");
    }

    @Test
    void anInterpreterInTheSessionIsNoTroubleAtItsEnd() {
        String steps = """
                ('>>> ', 'from concurrent import interpreters as i\\r'),
                ('>>> ', 'x, q = i.create(), i.create_queue()\\r'),
                """;
        assertThat(typed(steps + LEAVE, "repl"))
                .doesNotContain("Exception ignored")
                .endsWith("status 3\n");
    }
}
