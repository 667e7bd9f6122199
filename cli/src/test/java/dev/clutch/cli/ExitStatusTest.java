package dev.clutch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The status that a program leaves to the shell. */
class ExitStatusTest extends ProcessTest {
    @ParameterizedTest
    @CsvSource({"None, 0", "0, 0", "3, 3", "256, 0", "-1, 255", "True, 1", "'''a message é''', 1", "[1], 1", "object, 1"
    })
    void sysExitDecidesIt(String value, int status) {
        assertThat(same("-c", "import sys; print('out'); sys.exit(" + value + ")")
                        .status())
                .isEqualTo(status);
    }

    @Test
    void exceptionsMakeItOne() {
        assertThat(same("-c", "1/0").status()).isEqualTo(1);
        assertThat(same("-c", "raise SystemExit(1, 2)").status()).isEqualTo(1);
    }

    @Test
    void aThreadThatExitsDoesNotCount() {
        String program = """
                import sys, threading
                thread = threading.Thread(target=sys.exit, args=(4,))
                thread.start()
                thread.join()
                print('on')
                """;
        assertThat(same("-c", program).status()).isZero();
    }

    @Test
    void exitHandlersDoNotChangeIt() {
        assertThat(same("-c", "import atexit, sys; atexit.register(sys.exit, 5); sys.exit(6)")
                        .status())
                .isEqualTo(6);
        same("-c", "import atexit; atexit.register(lambda: 1/0); atexit.register(print, 2)");
    }

    @Test
    void theHookForExceptionsMayExit() {
        String program = """
                import sys
                sys.excepthook = lambda *what: sys.exit(7)
                1/0
                """;
        same("-c", program);
    }

    @Test
    void anImmediateExitSkipsHandlersAndBuffers() {
        String program = """
                import atexit, os
                atexit.register(print, 'handler')
                print('lost')
                os._exit(7)
                """;
        assertThat(same("-c", program)).isEqualTo(new Ended(7, "", ""));
    }

    @Test
    void anAbortIsASignal() {
        assertThat(same("-c", "import os; os.abort()").status()).isEqualTo(128 + 6);
    }

    @Test
    void outputThatCannotBeWrittenIsAFailure() {
        assertThat(sameInShell("\"$@\" -c 'print(1)' > /dev/full").status()).isNotZero();
        assertThat(sameInShell("\"$@\" -c 'import sys; print(1); sys.exit(3)' > /dev/full")
                        .status())
                .isNotZero();
    }

    @Test
    void anInterpreterThatExitsIsAnException() {
        String program = """
                from concurrent import interpreters
                interpreter = interpreters.create()
                try:
                    interpreter.exec('import sys; sys.exit(3)')
                except interpreters.ExecutionFailed as e:
                    print(e.excinfo.type.__name__, e.excinfo.msg)
                interpreter.exec('import os; os._exit(6)')
                """;
        assertThat(clutchRun("-u", "-c", program)).isEqualTo(new Ended(6, "SystemExit 3\n", ""));
    }
}
