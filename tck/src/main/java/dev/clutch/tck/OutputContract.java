package dev.clutch.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clutch.Interpreter;
import dev.clutch.Output;
import dev.clutch.config.InterpreterConfig;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What Python code prints, read by Java code. */
public abstract class OutputContract extends EngineContract {
    private final List<String> pieces = new ArrayList<>();

    /** For subclasses. */
    protected OutputContract() {}

    private static <T> T unchecked(Callable<T> work) {
        try {
            return work.call();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private List<String> printed(String source) {
        pieces.clear();
        python().stdout(Output.to(pieces::add));
        python().exec(source);
        return pieces;
    }

    @Test
    void whatIsPrintedComesInLines() {
        assertThat(printed("print('one')\nprint('two', 3, sep='-')")).containsExactly("one\n", "two-3\n");
    }

    @Test
    void aPartOfALineComesWhenItIsFlushed() {
        assertThat(printed("print('one', end='')")).isEmpty();
        python().exec("print('two', end='', flush=True)");
        assertThat(pieces).containsExactly("onetwo");
    }

    @Test
    void errorsHaveAStreamOfTheirOwn() {
        StringWriter errors = new StringWriter();
        python().stderr(Output.to(errors));
        assertThat(printed("""
                import sys, threading
                print('wrong', file=sys.stderr)
                thread = threading.Thread(target=lambda: 1 / 0)
                thread.start()
                thread.join()
                """)).isEmpty();
        assertThat(errors.toString()).startsWith("wrong\n").contains("ZeroDivisionError");
    }

    @Test
    void anyTextComesWhole() {
        String text = "aä€😀".repeat(10_000);
        python().prepareMain(java.util.Map.of("text", text));
        assertThat(String.join("", printed("print(text)"))).isEqualTo(text + "\n");
        assertThat(printed("import sys; sys.stdout.buffer.write('ä'.encode()[:1]); sys.stdout.flush()"))
                .isEmpty();
        assertThat(printed("sys.stdout.buffer.write('ä\\n'.encode()); sys.stdout.flush()"))
                .containsExactly("ä\n");
        assertThat(printed("print('\\ud800')")).containsExactly("\\ud800\n");
    }

    @Test
    void itIsAStreamAsAnyOther() {
        assertThat(printed("""
                import io, sys
                assert isinstance(sys.stdout, io.TextIOWrapper) and not sys.stdout.isatty()
                assert (sys.stdout.name, sys.stdout.encoding) == ('<stdout>', 'utf-8')
                try: sys.stdout.fileno()
                except io.UnsupportedOperation: pass
                else: assert False
                import contextlib
                with contextlib.redirect_stdout(io.StringIO()) as inner: print('inside')
                assert inner.getvalue() == 'inside\\n'
                print('outside')
                """)).containsExactly("outside\n");
    }

    @Test
    void anotherReaderGetsWhatIsPrintedFromThenOn() {
        List<String> first = new ArrayList<>();
        List<String> second = new ArrayList<>();
        python().stdout(Output.to(first::add));
        python().exec("print(1, end='')");
        python().stdout(Output.to(second::add));
        python().exec("print(2)");
        python().stdout(Output.INHERITED);
        python().exec("import sys; assert sys.stdout is sys.__stdout__");
        assertThat(first).containsExactly("1");
        assertThat(second).containsExactly("2\n");
    }

    @Test
    void anInterpreterIsMadeWithIt() {
        StringWriter output = new StringWriter();
        try (Interpreter made =
                interpreters().create(InterpreterConfig.isolated(), Output.to(output), Output.INHERITED)) {
            made.exec("print('hello')");
        }
        assertThat(output).hasToString("hello\n");
    }

    @Test
    void whatExitHandlersPrintComesToo() {
        StringWriter output = new StringWriter();
        Interpreter interpreter =
                interpreters().create(InterpreterConfig.isolated(), Output.to(output), Output.INHERITED);
        interpreter.exec("""
                import atexit
                atexit.register(print, 'bye')
                print('begun', end=' ')
                """);
        interpreter.close();
        assertThat(output).hasToString("begun bye\n");
    }

    @Test
    void aResetGivesTheProcesssOwnStreamsBack() {
        StringWriter output = new StringWriter();
        python().stdout(Output.to(output));
        python().exec("print('begun', end='')");
        python().reset();
        python().exec("import sys; assert sys.stdout is sys.__stdout__");
        assertThat(output).hasToString("begun");
    }

    @Test
    void linesOfThreadsStayWhole() {
        List<String> lines = printed("""
                import threading
                def work(name):
                    for i in range(100): print(f'{name * 20}\\n', end='')
                threads = [threading.Thread(target=work, args=(name,)) for name in 'abcd']
                for t in threads: t.start()
                for t in threads: t.join()
                """);
        assertThat(String.join("", lines).lines()).hasSize(400).allMatch(line -> line.matches("(.)\\1{19}"));
    }

    @Test
    void aSlowReaderKeepsNobodyFromTheInterpreter() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        python().stdout(Output.to(text -> {
            reading.countDown();
            unchecked(() -> goOn.await(30, TimeUnit.SECONDS));
        }));
        Background<Object> printer = Background.run(() -> python().exec("print('slow')"));
        reading.await();
        assertThat(python().eval("1 + 1")).isEqualTo(2L);
        goOn.countDown();
        printer.join();
    }

    @Test
    void aReaderMayCallTheInterpreter() {
        List<Object> values = new ArrayList<>();
        python().stdout(Output.to(text -> values.add(python().eval(text.strip()))));
        python().exec("print('1 + 2')");
        assertThat(values).containsExactly(3L);
    }

    @Test
    void whatAReaderThrowsIsRaisedInPrint() {
        python().stdout(Output.to(new Writer() {
            @Override
            public void write(char[] text, int from, int length) throws IOException {
                throw new IOException("no disk");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        }));
        python().exec("""
                try: print('lost')
                except OSError as e: assert 'no disk' in str(e), e
                else: assert False
                """);
    }

    @Test
    void aReaderThatFailsKeepsNobodyFromRedirectingOrClosing() {
        pieces.clear();
        Output broken = Output.to(text -> {
            throw new IllegalStateException("broken");
        });
        python().stdout(broken);
        python().exec("print('lost', end='')");
        assertThatThrownBy(() -> python().stdout(Output.to(pieces::add))).hasMessageContaining("broken");
        python().exec("print('found')");
        assertThat(pieces).containsExactly("found\n");
        python().stdout(broken);
        python().exec("print('lost', end='')");
        StringWriter errors = new StringWriter();
        python().stderr(Output.to(errors));
        python().exec("import sys; sys.excepthook = lambda *args: print('told', file=sys.stderr, flush=True)");
        python().close();
        assertThat(errors).hasToString("told\n");
    }

    @Test
    void itCanBeRedirectedWhileCodeRuns() throws Exception {
        LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();
        python().stdout(Output.to(text -> lines.add("1 " + text)));
        Background<Object> printer = Background.run(() -> python().exec("while True: print('on')"));
        assertThat(lines.take()).isEqualTo("1 on\n");
        python().stdout(Output.to(text -> lines.add("2 " + text)));
        assertThat(Stream.generate(() -> unchecked(lines::take)).anyMatch("2 on\n"::equals))
                .isTrue();
        python().interrupt();
        assertThat(printer.failure()).hasMessageContaining("KeyboardInterrupt");
    }
}
