package dev.clutch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written about exceptions that nobody has caught, and about programs that are none. */
class TracebackTest extends ProcessTest {
    private static final String FAILING = """
            def fail():
                1/0
            fail()
            """;

    @Test
    void itNamesFileLineAndFunction() {
        write("failing.py", FAILING);
        assertThat(same("failing.py").err())
                .contains("failing.py\", line 2, in fail")
                .endsWith("ZeroDivisionError: division by zero\n");
    }

    @Test
    void itShowsCodeAndStandardInputToo() {
        same("-c", FAILING);
        input(FAILING);
        same("-");
        same();
    }

    @Test
    void itShowsModulesOfPackages() {
        write("package/__init__.py", "");
        write("package/failing.py", FAILING);
        same("-m", "package.failing");
        same("-c", "import package.failing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "raise ExceptionGroup('group', [ValueError(1), KeyError(2)])",
                "error = ValueError('é'); error.add_note('a note'); raise error",
                "raise BaseException('base')",
                "raise KeyboardInterrupt",
                "import sys; sys.setrecursionlimit(60); f = lambda: f(); f()",
                "bytearray(1 << 60)",
                "import nothing",
                "import sys; sys.path_hooks = 5; sys.exc_info = 1; nothing"
            })
    void itIsThatOfPython(String program) {
        same("-c", program);
    }

    @Test
    void itShowsChains() {
        String program = """
                try:
                    1/0
                except Exception as error:
                    raise ValueError('later') from error
                """;
        same("-c", program);
    }

    @Test
    void itShowsThreads() {
        String program = """
                import threading
                thread = threading.Thread(target=lambda: 1/0, name='worker')
                thread.start()
                thread.join()
                print('on')
                """;
        assertThat(same("-c", program).status()).isZero();
    }

    @Test
    void itShowsWhatNobodyCanCatch() {
        String program = """
                class Failing:
                    def __del__(self):
                        1/0
                Failing()
                last = Failing()
                """;
        same("-c", program);
    }

    @Test
    void itHasColoursOnRequest() {
        set("FORCE_COLOR", "1");
        assertThat(same("-c", FAILING).err()).contains("\033[");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "x = (\nprint()", "if 1:\n  a\n b", "print('a", "\f\t$", "return", "é = = 1"})
    void syntaxErrorsAreShownInTheirPlace(String program) {
        write("wrong.py", program);
        input(program);
        assertThat(same("wrong.py").status()).isEqualTo(1);
        same("-c", program);
        same("-");
    }

    @Test
    void filesThatAreNoTextAreRefused() {
        sameInShell("printf 'print(1)\\0\\n' > program; \"$@\" program");
        sameInShell("printf 'print(\"\\377\")\\n' > program; \"$@\" program");
        sameInShell("printf '# coding: nonsense\\n' > program; \"$@\" program");
    }

    @Test
    void filesMayNameTheirEncoding() {
        sameInShell("printf '# coding: latin-1\\nprint(ascii(\"\\377\"))\\n' > program; \"$@\" program");
        sameInShell("printf '\\357\\273\\277print(1)\\n' > program; \"$@\" program");
    }
}
