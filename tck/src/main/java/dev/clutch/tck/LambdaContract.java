package dev.clutch.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clutch.error.NotShareableException;
import dev.clutch.pool.InterpreterPool;
import dev.clutch.pool.PoolConfig;
import dev.clutch.queue.MessageQueue;
import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A Java function given to Python is something to call. */
public abstract class LambdaContract extends EngineContract {

    /** For subclasses. */
    protected LambdaContract() {}

    @AfterEach
    final void noCallableIsLeft() {
        python().close();
        assertThat(interpreters().callables()).as("callables left").isEmpty();
    }

    @Test
    void functionalInterfacesOfAllKindsAreCallables() {
        AtomicInteger ran = new AtomicInteger();
        python().prepareMain(Map.of(
                "add", (IntBinaryOperator) Integer::sum,
                "half", (DoubleUnaryOperator) x -> x / 2,
                "run", (Runnable) ran::incrementAndGet,
                "answer", (Callable<Long>) () -> 42L,
                "order", Comparator.<Long>reverseOrder()));
        python().exec("""
                import functools
                assert add(1, 2) == 3 and half(3) == 1.5 and run() is None and answer() == 42
                assert sorted([1, 3, 2], key=functools.cmp_to_key(order)) == [3, 2, 1]
                """);
        assertThat(ran).hasValue(1);
    }

    @Test
    void whatACallIsGivenIsGoneAfterwardsUnlessPythonKeepsIt() {
        Function<Long, Long> negate = x -> -x;
        assertThat(python().call("sorted", List.of(List.of(1L, 3L, 2L)), Map.of("key", negate)))
                .isEqualTo(List.of(3L, 2L, 1L));
        assertThat(interpreters().callables()).isEmpty();
        python().exec("def keep(function): global kept; kept = function");
        python().call("keep", negate);
        assertThat(python().eval("kept(5)")).isEqualTo(-5L);
        python().exec("del kept");
        assertThat(interpreters().callables()).isEmpty();
    }

    @Test
    void theyMayBeInContainersAndBeResults() {
        BiFunction<Long, Long, Supplier<Long>> later = (a, b) -> () -> a * b;
        assertThat(python().eval("functions[0](6, 7)()", Map.of("functions", List.of(later))))
                .isEqualTo(42L);
    }

    @Test
    void aPoolTakesThemToo() {
        try (InterpreterPool pool = interpreters().createPool(PoolConfig.fixed(1))) {
            BinaryOperator<Long> sum = Long::sum;
            assertThat(pool.call("functools:reduce", sum, List.of(1L, 2L, 3L)).join())
                    .isEqualTo(6L);
        }
    }

    @Test
    void aClassMayImplementOneOfThem() {
        class Greeting implements Supplier<String>, Serializable {
            @Override
            public String get() {
                return "hello";
            }
        }
        assertThat(python().eval("greet()", Map.of("greet", new Greeting()))).isEqualTo("hello");
    }

    @Test
    void wrongArgumentsAreTold() {
        Map<String, Object> names = Map.of("add", (IntBinaryOperator) Integer::sum);
        assertThatThrownBy(() -> python().eval("add(1)", names))
                .rootCause()
                .hasMessageContaining("takes 2 positional arguments, but was given 1");
        assertThatThrownBy(() -> python().eval("add(1, 'b')", names))
                .rootCause()
                .hasMessage("Python code gave b, a java.lang.String, where Java code wants int");
        assertThatThrownBy(() -> python().eval("add(1, 2 ** 40)", names))
                .rootCause()
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void whatTheyThrowIsTheCause() {
        IllegalStateException thrown = new IllegalStateException("no");
        Runnable failing = () -> {
            throw thrown;
        };
        assertThatThrownBy(() -> python().eval("f()", Map.of("f", failing)))
                .rootCause()
                .isSameAs(thrown);
    }

    @Test
    void otherObjectsAndOtherWaysAreRefusedWithTheFix() {
        try (MessageQueue queue = interpreters().createQueue()) {
            assertThatThrownBy(() -> queue.put((Runnable) () -> {}))
                    .isInstanceOf(NotShareableException.class)
                    .hasMessageContaining("Interpreters.callable");
            assertThatThrownBy(() -> python().call("len", new Thread()))
                    .isInstanceOf(NotShareableException.class)
                    .hasMessageContaining("java.lang.Thread");
        }
    }
}
