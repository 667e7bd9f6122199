package dev.clutch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Standard input, output and errors. */
class StreamsTest extends ProcessTest {
    @Test
    void theProgramReadsLines() {
        input("one\ntwo\r\nthree\nfour");
        assertThat(same("-c", "import sys; print(repr(input('? ')), repr(input()), list(sys.stdin))")
                        .out())
                .isEqualTo("? 'one' 'two\\r' ['three\\n', 'four']\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "input()",
                "import sys; print(list(sys.stdin))",
                "import sys; print(sys.stdin.buffer.read())",
                "import sys; print([stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)])",
                "import sys; print(sys.stdin, sys.stdout, sys.stderr, sys.stdin.fileno(), sys.stdout.fileno())"
            })
    void thereMayBeNothingToRead(String program) {
        same("-c", program);
    }

    @Test
    void theProgramReadsBytes() {
        sameInShell("printf '\\377\\0\\r\\n' | \"$@\" -c 'import sys; print(sys.stdin.buffer.read())'");
        sameInShell("printf '\\377' | \"$@\" -c 'import sys; sys.stdin.read()'");
    }

    @Test
    void aProgramFromStandardInputReadsTheRestOfIt() {
        input("import sys\nprint(repr(sys.stdin.readline()))\nthe rest\n");
        same("-");
    }

    @Test
    void outputAndErrorsKeepTheirOrderWhenUnbuffered() {
        String program = """
                import sys
                for i in range(50):
                    print('out', i)
                    print('err', i, file=sys.stderr)
                """;
        write("program.py", program);
        assertThat(sameInShell("\"$@\" -u program.py 2>&1").out()).startsWith("out 0\nerr 0\nout 1\nerr 1\n");
        assertThat(sameInShell("\"$@\" program.py 2>&1").out()).startsWith("err 0\nerr 1\n");
    }

    @Test
    void muchOutputArrivesWhole() {
        String program = """
                import sys
                for i in range(100_000):
                    print(i)
                sys.stderr.write('x' * 300_000)
                """;
        assertThat(same("-c", program).out()).endsWith("\n99999\n");
    }

    @Test
    void outputIsFlushedAtTheEndHoweverItComes() {
        same("-c", "print('no newline', end='')");
        same("-c", "import sys; sys.stdout.write('before'); 1/0");
        same("-c", "import sys; sys.stdout.write('before'); sys.exit(2)");
        same("-c", "import atexit; atexit.register(print, 'last', end='')");
    }

    @Test
    void interpretersPrintInOrder() {
        String program = """
                from concurrent import interpreters
                interpreter = interpreters.create()
                for i in range(50):
                    print('main', i)
                    interpreter.exec(f"print('other', {i})")
                """;
        assertThat(clutchRun("-c", "print('first', end='')\n" + program).out())
                .startsWith("firstmain 0\nother 0\nmain 1\nother 1\n")
                .endsWith("main 49\nother 49\n");
    }

    @Test
    void aReaderMayLeaveEarly() {
        String endless = "\"$@\" -c 'while True: print(1)' 2>err | head -n 1; tail -n 1 err";
        assertThat(sameInShell(endless).out()).isEqualTo("1\nBrokenPipeError: [Errno 32] Broken pipe\n");
        sameInShell("\"$@\" -c 'print(1)' 2>&1 | true");
    }

    @Test
    void theProgramMayCloseItsStreams() {
        same("-c", "import sys; sys.stdout.close(); print(1)");
        same("-c", "import sys; sys.stderr.close(); 1/0");
        same("-c", "import sys; sys.stdin.close(); input()");
    }
}
