package dev.clutch;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a {@link JavaCallable} does when Python code calls it. */
@FunctionalInterface
public interface JavaFunction {
    /**
     * Serves one call, on the thread that runs the Python code. It may block and call any interpreter; an
     * interrupt of the Python code is an interrupt of the thread. Several threads may call at once.
     *
     * @param arguments the positional arguments, converted as {@link dev.clutch.message.Message} says; but a
     *     Python function, and whatever else can be called, is a {@link PythonObject}, to be closed
     * @param keywords the keyword arguments
     * @return the result, of a type of that table
     * @throws InterruptedException for which Python sees {@code KeyboardInterrupt}; or the function is called
     *     once more, if it was a signal whose handler raises nothing
     * @throws Exception anything else, for which Python sees {@code clutch.JavaException}
     */
    @Nullable
    Object call(List<@Nullable Object> arguments, Map<String, @Nullable Object> keywords) throws Exception;

    /** A function of one argument. */
    static JavaFunction unary(Function<@Nullable Object, @Nullable Object> function) {
        return (arguments, keywords) -> {
            require(1, arguments, keywords);
            return function.apply(arguments.get(0));
        };
    }

    /** A function of two arguments. */
    static JavaFunction binary(BiFunction<@Nullable Object, @Nullable Object, @Nullable Object> function) {
        return (arguments, keywords) -> {
            require(2, arguments, keywords);
            return function.apply(arguments.get(0), arguments.get(1));
        };
    }

    /** A function without arguments. */
    static JavaFunction supplier(Supplier<? extends @Nullable Object> supplier) {
        return (arguments, keywords) -> {
            require(0, arguments, keywords);
            return supplier.get();
        };
    }

    static void require(int count, List<?> arguments, Map<?, ?> keywords) {
        if (arguments.size() != count || !keywords.isEmpty()) {
            throw new IllegalArgumentException("this function takes " + count + " positional arguments, but was given "
                    + arguments.size() + ", and " + keywords.size() + " keyword arguments");
        }
    }
}
