package dev.clutch.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clutch.error.ExceptionInfo;
import dev.clutch.error.ExecutionFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Java learns of an exception that Python code raised. */
public abstract class ExceptionContract extends EngineContract {

    /** For subclasses. */
    protected ExceptionContract() {}

    private ExceptionInfo failureOf(String source) {
        ExecutionFailedException failed =
                catchThrowableOfType(ExecutionFailedException.class, () -> python().exec(source));
        assertThat(failed).as("the failure of %s", source).isNotNull();
        assertThat(evaluate("1 + 1")).as("the interpreter goes on").isEqualTo(2L);
        return failed.info();
    }

    @Test
    void aBuiltinExceptionHasTypeMessageAndTraceback() {
        ExceptionInfo info = failureOf("""
                def outer():
                    inner()

                def inner():
                    {}['colour']

                outer()
                """);
        assertThat(info.typeName()).isEqualTo("KeyError");
        assertThat(info.typeModule()).isEqualTo("builtins");
        assertThat(info.message()).isEqualTo("'colour'");
        assertThat(info.formatted()).isEqualTo("KeyError: 'colour'");
        assertThat(info.traceback())
                .startsWith("Traceback (most recent call last):")
                .contains("line 2, in outer", "line 5, in inner")
                .endsWith("KeyError: 'colour'");
    }

    @Test
    void theTracebackHoldsNothingOfClutchsOwn() {
        python().exec("def f(): 1 / 0");
        ExecutionFailedException failed =
                catchThrowableOfType(ExecutionFailedException.class, () -> python().call("f"));
        assertThat(failed.info().traceback()).doesNotContain("clutch", "_bootstrap");
        assertThat(failed).hasMessageStartingWith("ZeroDivisionError").hasMessageContaining("line 1, in f");
    }

    @Test
    void anExceptionOfMainHasItsQualifiedName() {
        ExceptionInfo info = failureOf("""
                class Outer:
                    class Oops(Exception):
                        pass
                raise Outer.Oops('why')
                """);
        assertThat(info.typeName()).isEqualTo("Oops");
        assertThat(info.typeQualifiedName()).isEqualTo("Outer.Oops");
        assertThat(info.typeModule()).isEqualTo("__main__");
        assertThat(info.message()).isEqualTo("why");
    }

    @Test
    void anExceptionOfAModuleIsNamedWithIt() {
        assertThat(failureOf("import json; json.loads('{')").formatted()).startsWith("json.decoder.JSONDecodeError: ");
    }

    @Test
    void aSyntaxErrorSaysWhere() {
        ExceptionInfo info = failureOf("x = 1\ny = = 2\n");
        assertThat(info.typeName()).isEqualTo("SyntaxError");
        assertThat(info.traceback()).contains("line 2", "y = = 2", "^");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x = '", "\tx\n  y", "if", "x = 1\0", "def f(: pass", "("})
    void sourceThatIsNoPythonIsAnError(String source) {
        assertThat(failureOf(source).typeName()).isIn("SyntaxError", "IndentationError", "TabError", "ValueError");
    }

    @ParameterizedTest
    @ValueSource(strings = {"import sys; sys.exit(3)", "raise SystemExit(3)", "exit(3)"})
    void systemExitIsAFailureLikeAnyOther(String source) {
        ExceptionInfo info = failureOf(source);
        assertThat(info.typeName()).isEqualTo("SystemExit");
        assertThat(info.message()).isEqualTo("3");
    }

    @Test
    void aKeyboardInterruptThatCodeRaisesItselfIsAFailure() {
        assertThat(failureOf("raise KeyboardInterrupt").formatted()).isEqualTo("KeyboardInterrupt");
    }

    @Test
    void aCauseIsInTheTraceback() {
        ExceptionInfo info = failureOf("""
                try:
                    1 / 0
                except ZeroDivisionError as error:
                    raise RuntimeError('second') from error
                """);
        assertThat(info.traceback()).contains("ZeroDivisionError", "direct cause", "RuntimeError: second");
    }

    @Test
    void anExceptionGroupIsShownWhole() {
        ExceptionInfo info = failureOf("raise ExceptionGroup('both', [ValueError('one'), TypeError('two')])");
        assertThat(info.typeName()).isEqualTo("ExceptionGroup");
        assertThat(info.traceback()).contains("ValueError: one", "TypeError: two");
    }

    @Test
    void anExceptionThatCannotBeShownIsStillNamed() {
        ExceptionInfo info = failureOf("""
                class Shy(Exception):
                    def __str__(self):
                        raise ValueError('never')
                    __repr__ = __str__
                raise Shy
                """);
        assertThat(info.typeName()).isEqualTo("Shy");
    }

    @Test
    void anExceptionWithALongMessageArrivesWhole() {
        assertThat(failureOf("raise ValueError('x' * 100_000)").message()).hasSize(100_000);
    }

    @Test
    void anExceptionWithAStrangeClassArrives() {
        ExceptionInfo info = failureOf("""
                class Odd(Exception):
                    __module__ = None
                    __qualname__ = 'é.\ud83d\ude00'
                raise Odd
                """);
        assertThat(info.typeQualifiedName()).isEqualTo("é.😀");
    }

    @Test
    void anExceptionDoesNotKeepItsFramesAlive() {
        python().exec("""
                import gc, weakref
                class Thing: pass
                def fail():
                    global gone
                    thing = Thing()
                    gone = weakref.ref(thing)
                    raise ValueError
                """);
        assertThatThrownBy(() -> python().call("fail")).isInstanceOf(ExecutionFailedException.class);
        python().exec("gc.collect(); assert gone() is None");
    }

    @Test
    void infiniteRecursionIsAnErrorAndNothingElse() {
        assertThat(failureOf("def f(): f()\nf()").typeName()).isEqualTo("RecursionError");
    }

    @Test
    void aFailureInAnotherInterpreterIsShownThroughTheFirst() {
        ExceptionInfo info = failureOf("""
                from concurrent import interpreters
                other = interpreters.create()
                try:
                    other.exec('1 / 0')
                finally:
                    other.close()
                """);
        assertThat(info.typeName()).isEqualTo("ExecutionFailed");
        assertThat(info.message()).contains("ZeroDivisionError");
    }
}
