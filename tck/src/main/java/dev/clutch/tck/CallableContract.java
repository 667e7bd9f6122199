package dev.clutch.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clutch.JavaCallable;
import dev.clutch.JavaFunction;
import dev.clutch.queue.MessageQueue;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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
                        assert 'CallableContract' in error.__notes__[0]
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
