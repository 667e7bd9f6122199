package dev.clutch.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clutch.PythonObject;
import dev.clutch.error.ExecutionFailedException;
import dev.clutch.error.InterpreterClosedException;
import dev.clutch.error.NotShareableException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Values of expressions, and objects that stay in their interpreter. */
public abstract class HandleContract extends EngineContract {

    /** A function that makes an object, and one that looks whether the last one is still there. */
    private static final String MAKE_THINGS = """
            import weakref
            class Thing: pass
            def make():
                thing = Thing()
                globals()['look'] = weakref.ref(thing)
                return thing
            """;

    /** For subclasses. */
    protected HandleContract() {}

    @AfterEach
    final void noHandleIsLeft() {
        assertThat(python().openHandles()).as("handles left open").isEmpty();
    }

    @Test
    void evalReturnsTheValue() {
        python().exec("x = 20");
        assertThat(python().eval("x + 1")).isEqualTo(21L);
        assertThat(python().eval("[i * x for i in range(3)]")).isEqualTo(List.of(0L, 20L, 40L));
        assertThat(python().eval("None")).isNull();
        assertThat(python().within(java.time.Duration.ofSeconds(30)).eval("x")).isEqualTo(20L);
    }

    @Test
    void evalSeesNamesThatMainDoesNotGet() {
        python().exec("x = 20");
        Map<String, @Nullable Object> names = new HashMap<>(Map.of("y", 3, "x", 2));
        names.put("nothing", null);
        assertThat(python().eval("(lambda: x * y)(), nothing", names)).hasToString("[6, null]");
        assertThat(python().eval("x")).isEqualTo(20L);
        assertThatThrownBy(() -> python().eval("y")).hasMessageContaining("NameError");
    }

    @Test
    void evalTakesExpressionsOnly() {
        assertThatThrownBy(() -> python().eval("x = 1"))
                .isInstanceOf(ExecutionFailedException.class)
                .hasMessageContaining("SyntaxError");
        assertThatThrownBy(() -> python().eval("__import__('threading').Lock()"))
                .isInstanceOf(NotShareableException.class);
    }

    @Test
    void anObjectStaysWhereItIs() {
        python().exec("""
                class Account:
                    def __init__(self, amount): self.amount = amount
                    def add(self, more, *, twice=False):
                        self.amount += more * (2 if twice else 1)
                        return self.amount
                """);
        try (PythonObject type = python().ref("Account");
                PythonObject account = type.callRef(10);
                PythonObject add = account.get("add")) {
            assertThat(add.call(5)).isEqualTo(15L);
            assertThat(add.call(List.of(5), Map.of("twice", true))).isEqualTo(25L);
            try (PythonObject amount = account.get("amount")) {
                assertThat(amount.toJava()).isEqualTo(25L);
            }
            assertThat(python().openHandles())
                    .hasSize(3)
                    .allSatisfy(told -> assertThat(told).contains("HandleContract.anObjectStaysWhereItIs"));
            assertThatThrownBy(() -> account.get("absent")).hasMessageContaining("AttributeError");
            assertThatThrownBy(account::call).hasMessageContaining("TypeError");
        }
    }

    /** A functional interface with methods that are implemented. */
    @FunctionalInterface
    public interface Shout {
        /** To be called. */
        PythonObject shout(String text, int times);

        /** Calls it. */
        default PythonObject twice(String text) {
            return shout(text, 2);
        }
    }

    @Test
    @SuppressWarnings("unchecked") // a class literal has no type arguments
    void aCallableIsAnyFunctionalInterface() throws Exception {
        try (PythonObject half = python().evalRef("lambda x: x / 2");
                PythonObject negative = python().evalRef("lambda x: -x");
                PythonObject length = python().ref("len");
                PythonObject before = python().evalRef("lambda a, b: (a > b) - (a < b)");
                PythonObject times = python().evalRef("lambda text, n: text.upper() * n");
                PythonObject nothing = python().evalRef("lambda *_: None")) {
            assertThat(half.as(DoubleUnaryOperator.class).applyAsDouble(3)).isEqualTo(1.5);
            assertThat(negative.as(DoubleUnaryOperator.class).applyAsDouble(3)).isEqualTo(-3.0);
            assertThat(negative.as(IntUnaryOperator.class).applyAsInt(3)).isEqualTo(-3);
            assertThat(negative.as(Function.class).apply(3)).isEqualTo(-3L);
            assertThat(length.as(ToLongFunction.class).applyAsLong(List.of(1, 2)))
                    .isEqualTo(2);
            assertThat(Stream.of(2L, 3L, 1L).sorted(before.as(Comparator.class).reversed()))
                    .containsExactly(3L, 2L, 1L);
            nothing.as(Runnable.class).run();
            assertThat(nothing.as(Callable.class).call()).isNull();
            try (PythonObject shouted = times.as(Shout.class).twice("hey")) {
                assertThat(shouted.toJava()).isEqualTo("HEYHEY");
            }
        }
    }

    @Test
    @SuppressWarnings("unchecked") // a class literal has no type arguments
    void whatAFunctionalInterfaceCannotReturnIsRefused() {
        try (PythonObject same = python().evalRef("lambda x: x");
                PythonObject fail = python().evalRef("lambda x: 1 / 0")) {
            assertThatThrownBy(() -> same.as(ToIntFunction.class).applyAsInt(1L << 40))
                    .isInstanceOf(ArithmeticException.class);
            assertThatThrownBy(() -> same.as(ToIntFunction.class).applyAsInt("text"))
                    .isInstanceOf(ClassCastException.class)
                    .hasMessageContaining("text, a java.lang.String, where Java code wants int");
            assertThatThrownBy(() -> same.as(ToIntFunction.class).applyAsInt(null))
                    .hasMessageContaining("gave None where Java code wants int");
            assertThatThrownBy(() -> fail.as(Function.class).apply(1))
                    .isInstanceOf(ExecutionFailedException.class)
                    .hasMessageContaining("ZeroDivisionError");
            assertThatThrownBy(() -> same.as(List.class)).hasMessageContaining("no functional interface");
            assertThatThrownBy(() -> same.as(String.class)).hasMessageContaining("no functional interface");
        }
    }

    @Test
    @SuppressWarnings("unchecked") // a class literal has no type arguments
    void aFunctionalInterfaceIsAnObjectOfJava() {
        try (PythonObject same = python().evalRef("lambda x: x")) {
            Function<Object, Object> function = same.as(Function.class);
            assertThat(List.of(function)).contains(function).doesNotContain(same.as(Function.class));
            assertThat(function).hasSameHashCodeAs(function).hasToString("Function of " + same);
        }
    }

    @Test
    void anObjectArrivesAsItself() {
        try (PythonObject list = python().evalRef("[]");
                PythonObject same = python().evalRef("x", Map.of("x", list))) {
            assertThat(python().eval("a is b and c[0] is a", Map.of("a", list, "b", same, "c", List.of(list))))
                    .isEqualTo(true);
            python().prepareMain(Map.of("mine", list));
            python().exec("mine.append(1)");
            assertThat(list.toJava()).isEqualTo(List.of(1L));
        }
    }

    @Test
    void anotherInterpreterRefusesIt() {
        try (var other = interpreters().create();
                PythonObject object = python().evalRef("object()")) {
            assertThatThrownBy(() -> other.call("builtins:id", object))
                    .hasMessageContaining("interpreter " + python().id())
                    .hasMessageContaining("NotShareableError");
        }
    }

    @Test
    void aClosedHandleHoldsNothing() {
        python().exec(MAKE_THINGS);
        PythonObject make = python().ref("make");
        PythonObject thing = make.callRef();
        make.close();
        assertThat(python().eval("look() is None")).isEqualTo(false);
        thing.close();
        thing.close();
        assertThat(python().eval("look() is None")).isEqualTo(true);
        assertThatThrownBy(thing::toJava).hasMessageContaining("closed");
    }

    @Test
    void aForgottenHandleIsFound() {
        python().exec(MAKE_THINGS);
        forget();
        Await.until("the object is gone", () -> {
            System.gc();
            return python().openHandles().isEmpty() && Boolean.TRUE.equals(python().eval("look() is None"));
        });
    }

    private void forget() {
        assertThat(python().evalRef("make()").interpreter()).isSameAs(python());
    }

    @Test
    void theInterpretersEndFreesIt() {
        var interpreter = interpreters().create();
        PythonObject object = interpreter.evalRef("object()");
        interpreter.close();
        assertThatThrownBy(object::toJava).isInstanceOf(InterpreterClosedException.class);
        object.close();
        assertThat(interpreter.openHandles()).isEmpty();
    }

    @Test
    void manyThreadsUseIt() {
        try (PythonObject list = python().evalRef("[]");
                PythonObject append = list.get("append")) {
            List<Background<Object>> callers = new ArrayList<>();
            for (int n = 0; n < 4; n++) {
                Background.Work work = () -> {
                    for (int i = 0; i < 100; i++) {
                        append.call(i);
                        python().evalRef("object()").close();
                    }
                };
                callers.add(
                        n == 0
                                ? Background.callVirtual(() -> {
                                    work.run();
                                    return "done";
                                })
                                : Background.run(work));
            }
            callers.forEach(Background::join);
            assertThat(python().eval("len(x)", Map.of("x", list))).isEqualTo(400L);
        }
    }
}
