package dev.clutch.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clutch.PythonFunction;
import dev.clutch.error.ExecutionFailedException;
import dev.clutch.error.InterpreterClosedException;
import dev.clutch.error.NotShareableException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Running Python code from Java. */
public abstract class CallContract extends EngineContract {

    /** For subclasses. */
    protected CallContract() {}

    @Test
    void execRunsInMainAndNamesStay() {
        python().exec("x = 1");
        python().exec("x += 1\nassert __name__ == '__main__'");
        assertThat(valueOf(python(), "x")).isEqualTo(2L);
    }

    @Test
    void execOfNothingDoesNothing() {
        assertThatCode(() -> python().exec("")).doesNotThrowAnyException();
        assertThatCode(() -> python().exec("# only this")).doesNotThrowAnyException();
    }

    @Test
    void execTakesALongScript() {
        python().exec("total = 0\n" + "total += 1  # one more\n".repeat(20_000));
        assertThat(valueOf(python(), "total")).isEqualTo(20_000L);
    }

    @Test
    void execIsNotInfluencedByClutchsOwnCode() {
        python().exec(
                        "from_string = 1 / 2\nx: int = 3\nannotations = __annotations__ if '__annotations__' in globals() else None");
        assertThat(valueOf(python(), "from_string")).isEqualTo(0.5);
    }

    @ParameterizedTest
    @CsvSource({
        "math:sqrt, 9.0, 3.0",
        "os.path:basename, a/b, b",
        "builtins:str.upper, b, B",
        "str.upper, b, B",
        "html:escape, <é, &lt;é"
    })
    void callFindsAFunctionByItsName(String name, String argument, String result) {
        Object value = name.endsWith("sqrt") ? (Object) Double.valueOf(argument) : argument;
        assertThat(String.valueOf(python().call(name, value))).isEqualTo(result);
    }

    @Test
    void callFindsFunctionsOfMain() {
        python().exec("""
                class Greeter:
                    @staticmethod
                    def greet(name):
                        return f'hello {name}'

                def greet(name):
                    return Greeter.greet(name) + '!'
                """);
        assertThat(python().call("greet", "you")).isEqualTo("hello you!");
        assertThat(python().call("__main__:greet", "you")).isEqualTo("hello you!");
        assertThat(python().call("Greeter.greet", "you")).isEqualTo("hello you");
    }

    @Test
    void aFunctionOfMainHidesTheBuiltinOfItsName() {
        python().exec("def len(value): return 'mine'");
        assertThat(python().call("len", "abc")).isEqualTo("mine");
    }

    @Test
    void callTakesKeywords() {
        python().exec("def f(a, b=2, *rest, c=3, **others): return [a, b, rest, c, others]");
        assertThat(python().call("f", List.of(1), Map.of("c", 4, "d", 5)))
                .isEqualTo(List.of(1L, 2L, List.of(), 4L, Map.of("d", 5L)));
        assertThat(python().call("f", List.of(), Map.of("a", 1))).isEqualTo(List.of(1L, 2L, List.of(), 3L, Map.of()));
        assertThat(python().call("f", List.of(1, 2, 3), Map.of("c", List.of(6))))
                .isEqualTo(List.of(1L, 2L, List.of(3L), List.of(6L), Map.of()));
    }

    @Test
    void callTakesNoneAndNoArguments() {
        python().exec("def f(*args): return args");
        assertThat(python().call("f")).isEqualTo(List.of());
        assertThat(python().call("f", (Object) null)).isEqualTo(Collections.singletonList(null));
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "1900, 0", "1921, 0", "5000, 0", "0, 5000", "2500, 2500"})
    void callTakesManyArguments(int positional, int keywords) {
        python().exec("def f(*args, **kwargs): return [sum(args), sum(kwargs.values()), list(kwargs)[-1:]]");
        Map<String, Object> named = new HashMap<>();
        for (int i = 0; i < keywords; i++) {
            named.put("k" + i, 1);
        }
        Object result = python().call("f", Collections.nCopies(positional, 1), named);
        assertThat(result).isInstanceOfSatisfying(List.class, sums -> {
            assertThat(sums.get(0)).isEqualTo((long) positional);
            assertThat(sums.get(1)).isEqualTo((long) keywords);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "no_such_module:f, ModuleNotFoundError",
        "math:no_such_function, AttributeError",
        "no_such_name, NameError",
        "math:pi, TypeError",
        ":, ValueError"
    })
    void aFunctionThatIsNotThereIsAClearError(String name, String type) {
        assertThatThrownBy(() -> python().call(name))
                .isInstanceOfSatisfying(
                        ExecutionFailedException.class,
                        failed -> assertThat(failed.info().typeName()).isEqualTo(type));
    }

    @Test
    void aFunctionIsLookedUpOnceAndCalledOften() {
        python().exec("def f(x): return x + 1");
        try (PythonFunction f = python().function("f")) {
            python().exec("del f");
            for (long i = 0; i < 100; i++) {
                assertThat(f.call(i)).isEqualTo(i + 1);
            }
            assertThat(f.call(List.of(), Map.of("x", 1))).isEqualTo(2L);
        }
    }

    @Test
    void aClosedFunctionIsFreed() {
        python().exec("""
                import weakref
                def f(): pass
                gone = weakref.ref(f)
                """);
        PythonFunction f = python().function("f");
        python().exec("del f\nassert gone() is not None");
        f.close();
        f.close();
        python().exec("import gc; gc.collect()\nassert gone() is None");
    }

    @Test
    void aClosedFunctionRefusesCalls() {
        PythonFunction f = python().function("len");
        f.close();
        assertThatThrownBy(() -> f.call("abc")).hasMessageContaining("closed");
        assertThat(evaluate("len('abc')")).isEqualTo(3L);
    }

    @Test
    void aFunctionOfAClosedInterpreterRefusesCallsAndMayBeClosed() {
        var other = interpreters().create();
        PythonFunction f = other.function("len");
        other.close();
        assertThatThrownBy(() -> f.call("abc")).isInstanceOf(InterpreterClosedException.class);
        assertThatCode(f::close).doesNotThrowAnyException();
    }

    @Test
    void argumentsAndResultsAreFreed() {
        python().exec("""
                import sys, threading
                token = threading.Lock()
                def f(*args, **kwargs): return token
                def g(*args, **kwargs): return [None, True, ()]
                def references(): return sys.getrefcount(token)
                """);
        Object before = python().call("references");
        try (PythonFunction f = python().function("f");
                PythonFunction g = python().function("g")) {
            for (int i = 0; i < 100; i++) {
                assertThatThrownBy(f::call).isInstanceOf(NotShareableException.class);
                assertThat(g.call(List.of("a", List.of(1)), Map.of("k", 1))).isNotNull();
            }
        }
        assertThat(python().call("references")).isEqualTo(before);
    }

    @Test
    void prepareMainBindsNames() {
        Map<String, @Nullable Object> names = new HashMap<>();
        names.put("a", 1);
        names.put("b", null);
        names.put("c", List.of("x"));
        python().prepareMain(names);
        python().exec("assert (a, b, c) == (1, None, ['x']), (a, b, c)");
    }

    @Test
    void anyPlatformThreadMayCall() {
        python().exec("def f(x): return x + 1");
        CountDownLatch start = new CountDownLatch(1);
        List<Background<Object>> callers = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            long first = i * 1000L;
            callers.add(Background.run(() -> {
                start.await();
                for (long x = first; x < first + 50; x++) {
                    assertThat(python().call("f", x)).isEqualTo(x + 1);
                }
            }));
        }
        start.countDown();
        callers.forEach(Background::join);
    }

    @Test
    void aThousandVirtualThreadsMayCallAtOnce() {
        python().exec("def f(x): return x + 1");
        CountDownLatch start = new CountDownLatch(1);
        List<Background<@Nullable Object>> callers = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            int x = i;
            callers.add(Background.callVirtual(() -> {
                start.await();
                return python().call("f", x);
            }));
        }
        start.countDown();
        for (int i = 0; i < callers.size(); i++) {
            assertThat(callers.get(i).join()).isEqualTo(i + 1L);
        }
    }

    @Test
    void virtualThreadsThatWaitInPythonHoldNobodyUp() throws Exception {
        try (var requests = queueIn(python(), "requests");
                var answers = queueIn(python(), "answers")) {
            python().exec("def serve(): answers.put(requests.get(timeout=50))");
            List<Background<@Nullable Object>> servers = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                servers.add(Background.callVirtual(() -> python().call("serve")));
            }
            List<Object> got = new ArrayList<>();
            for (long i = 0; i < 40; i++) {
                requests.put(i);
                got.add(answers.get());
            }
            servers.forEach(Background::join);
            assertThat(got).doesNotHaveDuplicates().hasSize(40);
        }
    }

    @Test
    void anExceptionReachesAVirtualThread() {
        assertThat(Background.callVirtual(() -> evaluate("1 / 0")).failure())
                .isInstanceOf(ExecutionFailedException.class)
                .hasMessageContaining("ZeroDivisionError");
    }

    @Test
    void aJavaThreadKeepsItsThreadLocalsInPython() {
        python().exec("""
                import threading
                local = threading.local()
                def count():
                    local.calls = getattr(local, 'calls', 0) + 1
                    return local.calls
                """);
        assertThat(python().call("count")).isEqualTo(1L);
        assertThat(Background.call(() -> python().call("count")).join()).isEqualTo(1L);
        assertThat(python().call("count")).isEqualTo(2L);
    }

    @Test
    void callsIntoDifferentInterpretersMayBeMixed() {
        try (var other = interpreters().create()) {
            for (var interpreter : Arrays.asList(python(), other, interpreters().main(), python())) {
                assertThat(evaluate(interpreter, "6 * 7")).isEqualTo(42L);
            }
        }
    }

    @Test
    void oneInterpreterMayCallAnotherWhichCallsAThird() {
        python().exec("""
                from concurrent import interpreters
                a, b = interpreters.create(), interpreters.create()
                a.prepare_main(b=b)
                def through_both(x):
                    return a.call(relay, x)
                def relay(x):
                    import __main__
                    return __main__.b.call(pow, x, 2) + 1
                """);
        assertThat(python().call("through_both", 5)).isEqualTo(26L);
        python().exec("a.close(); b.close()");
    }
}
