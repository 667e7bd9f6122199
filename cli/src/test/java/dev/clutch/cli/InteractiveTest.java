package dev.clutch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Python's interactive mode without a terminal. */
class InteractiveTest extends ProcessTest {
    @Test
    void itAnswersEachLine() {
        input("6*7\nnothing\ndef f():\n  return 5\n\nf()\n");
        assertThat(same("-i").out()).isEqualTo("42\n5\n");
        assertThat(same("-q", "-i").err()).contains("NameError");
    }

    @Test
    void itFollowsAProgram() {
        input("print(a)\n");
        same("-i", "-c", "a = 5");
        write("program.py", "a = 6\n1/0\n");
        same("-i", "program.py");
    }

    @Test
    void itExitsWithAStatus() {
        input("import sys\nsys.exit(5)\n");
        assertThat(same("-i").status()).isEqualTo(5);
        assertThat(same("-i", "-c", "1/0").status()).isEqualTo(5);
    }

    @Test
    void itMayBeAskedForByAVariable() {
        set("PYTHONINSPECT", "1");
        input("print(2)\n");
        same("-c", "print(1)");
    }

    @Test
    void itRunsTheFileForItsStart() {
        set("PYTHONSTARTUP", write("startup.py", "a = 5\nprint('hello')").toString());
        input("a\n");
        assertThat(same("-i").out()).isEqualTo("hello\n5\n");
    }

    @Test
    void theCommandReplIsThis() {
        input("6*7\nimport sys\nsys.exit(3)\n");
        Ended python = run(Program.bundledPython(), "-i");
        assertThat(clutch("repl")).isEqualTo(python);
        assertThat(python.status()).isEqualTo(3);
    }

    @Test
    void theDebuggerWorks() {
        input("p 6*7\nc\n");
        same("-c", "breakpoint()\nprint('on')");
    }
}
