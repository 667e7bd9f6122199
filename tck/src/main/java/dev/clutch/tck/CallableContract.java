package dev.clutch.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clutch.JavaCallable;
import dev.clutch.JavaFunction;
import dev.clutch.PythonObject;
import dev.clutch.error.ExecutionFailedException;
import dev.clutch.queue.MessageQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Java functions that Python code calls. */
public abstract class CallableContract extends EngineContract {

    /** For subclasses. */
    protected CallableContract() {}

    @AfterEach
    final void noCallableIsLeft() {
        python().close();
        assertThat(interpreters().callables()).as("callables left").isEmpty();
    }

    private static Object twice(@Nullable Object number) {
        return (Long) Objects.requireNonNull(number) * 2;
    }

    @Test
    void pythonCallsAJavaFunction() {
        try (JavaCallable twice = interpreters().callable(JavaFunction.unary(CallableContract::twice));
                JavaCallable all =
                        interpreters().callable((arguments, keywords) -> Arrays.asList(arguments, keywords));
                JavaCallable nothing = interpreters().callable(JavaFunction.supplier(() -> null))) {
            python().prepareMain(Map.of("twice", twice, "everything", all, "nothing", nothing));
            assertThat(python().eval("twice(21)")).isEqualTo(42L);
            assertThat(python().eval("list(map(twice, range(3)))")).isEqualTo(List.of(0L, 2L, 4L));
            assertThat(python().eval("everything(1, 'a', None, key=[2])")).hasToString("[[1, a, null], {key=[2]}]");
            assertThat(python().eval("nothing()")).isNull();
            assertThat(python().eval("callable(twice)")).isEqualTo(true);
            assertThat(python().call("sorted", List.of(List.of(1L, 3L, 2L)), Map.of("key", twice)))
                    .isEqualTo(List.of(1L, 2L, 3L));
        }
    }

    @Test
    void itIsAnObjectAsOthersAreInPython() {
        try (JavaCallable all = interpreters().callable((arguments, keywords) -> Arrays.asList(arguments, keywords))) {
            python().prepareMain(Map.of("f", all));
            python().exec("""
                    import functools, pickle
                    assert repr(f) == f'<Java callable {f.id}>' and pickle.loads(pickle.dumps(f)) is f
                    assert f(*range(3), **{'a b': 1}) == [[0, 1, 2], {'a b': 1}]
                    assert functools.partial(f, 1, x=2)(3, y=4) == [[1, 3], {'x': 2, 'y': 4}]
                    assert f([1, {2: 3}], (4,), b'5') == [[[1, {2: 3}], (4,), b'5'], {}]
                    class Number(int): pass
                    assert f(2 ** 70, Number(3), 'x' * 300_000)[0][::2] == [2 ** 70, 'x' * 300_000]
                    """);
            assertThatThrownBy(() -> python().exec("type(f).__base__()")).hasMessageContaining("RuntimeError");
            assertThatThrownBy(() -> python().exec("import threading; f(threading.Lock())"))
                    .hasMessageContaining("NotShareableError");
        }
    }

    @Test
    void threadsThatPythonHasStartedCallItToo() {
        try (JavaCallable twice = interpreters().callable(JavaFunction.unary(CallableContract::twice))) {
            python().prepareMain(Map.of("twice", twice));
            python().exec("""
                    import threading
                    results = []
                    threads = [threading.Thread(target=lambda n=n: results.append(twice(n))) for n in range(4)]
                    [thread.start() for thread in threads]
                    [thread.join() for thread in threads]
                    assert sorted(results) == [0, 2, 4, 6]
                    """);
        }
    }

    @Test
    void javaGetsItsOwnCallableBack() {
        try (JavaCallable callable = interpreters().callable(JavaFunction.unary(x -> x))) {
            assertThat(python().call("builtins:max", List.of(callable))).isSameAs(callable);
        }
    }

    @Test
    void itGoesFromInterpreterToInterpreter() {
        try (JavaCallable twice = interpreters().callable(JavaFunction.unary(CallableContract::twice))) {
            python().prepareMain(Map.of("twice", twice));
            python().exec("""
                    from concurrent import interpreters
                    assert interpreters.is_shareable(twice)
                    other = interpreters.create()
                    other.prepare_main(twice=twice)
                    other.exec('assert twice(4) == 8')
                    other.close()
                    """);
        }
    }

    @Test
    void whatItThrowsIsAJavaExceptionWithItsStackInTheTraceback() {
        try (JavaCallable failing = interpreters().callable((arguments, keywords) -> {
            throw new java.io.IOException("no disk");
        })) {
            python().prepareMain(Map.of("failing", failing));
            python().exec("""
                    import clutch
                    try:
                        failing()
                    except clutch.JavaException as error:
                        assert error.java_class == 'java.io.IOException', error.java_class
                        assert str(error) == 'java.io.IOException: no disk', str(error)
                        assert error.java_message == 'no disk', error.java_message
                        assert error.java_stack.startswith('java.io.IOException: no disk\\n\\tat '), error.java_stack
                        assert 'CallableContract' in error.java_stack and error.__notes__ == [error.java_stack]
                    else:
                        assert False
                    """);
            assertThatThrownBy(() -> python().exec("failing()"))
                    .hasMessageContaining("clutch.JavaException: java.io.IOException: no disk")
                    .hasMessageContaining("CallableContract");
            assertThatThrownBy(() -> python().exec("failing(object(), key=object())"))
                    .hasMessageContaining("no disk");
        }
    }

    private JavaCallable throwing(Throwable thrown) {
        return interpreters().callable((arguments, keywords) -> {
            if (thrown instanceof Error error) {
                throw error;
            }
            throw (Exception) thrown;
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "throwing()",
                "def f(): throwing()\nf()",
                "try: throwing()\nexcept Exception as e: raise ValueError from e",
                "try: throwing()\nfinally: 1/0",
                "from concurrent import interpreters as i; o = i.create(); o.prepare_main(t=throwing); o.exec('t()')",
                "from concurrent import interpreters as i; o = i.create(); o.call(throwing)",
                "from concurrent.futures import InterpreterPoolExecutor as P\nwith P(1) as o: o.submit(throwing).result()",
            })
    void whatItThrowsIsTheCauseInJava(String source) {
        for (Throwable thrown : List.of(new java.io.IOException("no disk"), new AssertionError())) {
            try (JavaCallable throwing = throwing(thrown)) {
                python().prepareMain(Map.of("throwing", throwing));
                assertThatThrownBy(() -> python().exec(source))
                        .isInstanceOf(ExecutionFailedException.class)
                        .cause()
                        .isSameAs(thrown);
                python().exec("o = None");
            }
        }
    }

    @Test
    void whatWasHandledIsNoCause() {
        try (JavaCallable throwing = throwing(new java.io.IOException("no disk"))) {
            python().prepareMain(Map.of("throwing", throwing));
            assertThatThrownBy(() -> python().exec("try: throwing()\nexcept Exception: pass\n1/0"))
                    .hasNoCause();
        }
    }

    @Test
    void nobodyKeepsWhatItHasThrown() {
        var thrown = new WeakReference<>(new java.io.IOException("no disk"));
        throwAndForget(thrown);
        Await.until("it is gone", () -> {
            System.gc();
            return thrown.get() == null;
        });
    }

    private void throwAndForget(WeakReference<? extends Exception> thrown) {
        try (JavaCallable throwing = throwing(Objects.requireNonNull(thrown.get()))) {
            python().prepareMain(Map.of("throwing", throwing));
            python().exec("try: throwing()\nexcept Exception as e: kept = e");
            assertThatThrownBy(() -> python().exec("raise kept")).hasCause(thrown.get());
            python().exec("del kept, throwing");
        }
    }

    @Test
    void bothStacksCanBeRead() {
        python().exec("def outer():\n    return inner()\ndef inner():\n    back()\n");
        try (JavaCallable back = interpreters().callable(JavaFunction.supplier(() -> python().eval("1 / 0")))) {
            python().prepareMain(Map.of("back", back));
            var failure = catchThrowableOfType(ExecutionFailedException.class, () -> python().call("outer"));
            assertThat(failure.getStackTrace()[1]).hasToString("python//__main__.outer(<script>:2)");
            assertThat(failure.getStackTrace()[0]).hasToString("python//__main__.inner(<script>:4)");
            assertThat(failure.getStackTrace())
                    .anySatisfy(frame -> assertThat(frame.getClassName()).isEqualTo(CallableContract.class.getName()));
            assertThat(failure.getCause()).isInstanceOfSatisfying(ExecutionFailedException.class, cause -> {
                assertThat(cause.info().typeName()).isEqualTo("ZeroDivisionError");
                assertThat(cause.getStackTrace()[0].toString()).startsWith("python//__main__.<module>(<expression>:1)");
            });
        }
    }

    @Test
    void deepRecursionHasAThousandFramesAtMost() {
        python().exec("def f(n):\n    if n == 0: raise ValueError('deep')\n    f(n - 1)");
        var failure = catchThrowableOfType(ExecutionFailedException.class, () -> {
            python().exec("import sys; sys.setrecursionlimit(5000)");
            python().call("f", 1500);
        });
        assertThat(failure.info().frames()).hasSize(1000);
        assertThat(failure.getStackTrace()[0]).hasToString("python//__main__.f(<script>:2)");
    }

    @Test
    void whatItReturnsMustBeAbleToCross() {
        try (JavaCallable odd = interpreters().callable(JavaFunction.supplier(Thread::currentThread))) {
            python().prepareMain(Map.of("odd", odd));
            assertThatThrownBy(() -> python().exec("odd()")).hasMessageContaining("NotShareableError: a Java object");
            assertThatThrownBy(() -> python().exec("odd(1)"))
                    .hasMessageContaining("takes 0 positional arguments, but was given 1");
        }
    }

    @Test
    @SuppressWarnings("unchecked") // a class literal has no type arguments
    void itGetsHandlesOfPythonsFunctions() {
        JavaFunction map = (arguments, keywords) -> {
            try (var function = (PythonObject) Objects.requireNonNull(arguments.get(0))) {
                List<Object> all = (List<Object>) Objects.requireNonNull(keywords.get("over"));
                return all.stream().map(function.as(Function.class)).toList();
            }
        };
        try (JavaCallable mapped = interpreters().callable(map)) {
            python().prepareMain(Map.of("mapped", mapped));
            python().exec("""
                    start = 10
                    class Adder:
                        def add(self, x): return x + start
                    assert mapped(lambda x: x + start, over=[1, 2]) == [11, 12]
                    assert mapped(Adder().add, over=[1, 2]) == [11, 12]
                    assert mapped(str, over=[1, 2]) == ['1', '2']
                    """);
        }
        assertThat(python().openHandles()).isEmpty();
    }

    @Test
    void itMayKeepAHandleAndGiveItBack() {
        List<@Nullable Object> kept = new ArrayList<>();
        try (JavaCallable keep = interpreters().callable(JavaFunction.unary(kept::add));
                JavaCallable give = interpreters().callable(JavaFunction.supplier(kept::getFirst))) {
            python().prepareMain(Map.of("keep", keep, "give", give));
            python().exec("def f(): return 5\nkeep(f)\nassert give() is f");
            try (var function = (PythonObject) Objects.requireNonNull(kept.getFirst())) {
                assertThat(function.call()).isEqualTo(5L);
            }
        }
    }

    @Test
    void itMayCallItsInterpreter() {
        try (JavaCallable back = interpreters().callable(JavaFunction.unary(x -> python().eval("1 + " + x)))) {
            python().prepareMain(Map.of("back", back));
            assertThat(python().eval("back(back(1))")).isEqualTo(3L);
        }
    }

    @Test
    void anInterruptReachesIt() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        try (JavaCallable waiting = interpreters().callable(JavaFunction.supplier(() -> null));
                JavaCallable forever = interpreters().callable((arguments, keywords) -> {
                    inside.countDown();
                    new CountDownLatch(1).await();
                    return null;
                })) {
            python().prepareMain(Map.of("forever", forever, "waiting", waiting));
            Background<Object> caller = Background.run(() -> python().exec("forever()"));
            inside.await();
            python().interrupt();
            assertThat(caller.failure()).hasMessageContaining("KeyboardInterrupt");
        }
    }

    @Test
    void itLivesAsLongAsSomebodyRefersToIt() throws Exception {
        MessageQueue queue = queueIn(python(), "queue");
        JavaCallable callable = interpreters().callable(JavaFunction.unary(x -> x));
        queue.put(callable);
        python().exec("f = queue.get(); g = f");
        callable.close();
        callable.close();
        assertThat(python().eval("f(1) + g(2)")).isEqualTo(3L);
        python().exec("del f");
        assertThat(interpreters().callables()).containsExactly(callable);
        python().exec("del g");
        assertThat(interpreters().callables()).isEmpty();
        queue.close();
    }
}
