package dev.clutch;

import dev.clutch.error.ExecutionFailedException;
import dev.clutch.message.Message;
import dev.clutch.spi.EngineFunction;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Python function of one interpreter, looked up once. May be called by any thread; close it when
 * done, at the latest the interpreter's end frees it.
 */
public final class PythonFunction implements AutoCloseable {
    private final Interpreter interpreter;
    private final EngineFunction function;

    PythonFunction(Interpreter interpreter, EngineFunction function) {
        this.interpreter = interpreter;
        this.function = function;
    }

    /**
     * Calls the function. Blocks until it is done.
     *
     * @return its result, converted as {@link Message} says
     * @throws ExecutionFailedException if it raises
     * @throws dev.clutch.error.NotShareableException if an argument or the result cannot cross
     */
    public @Nullable Object call(@Nullable Object... arguments) {
        return interpreter.call(function, Arrays.asList(arguments), List.of());
    }

    /** Calls the function with keyword arguments too; see {@link #call(Object...)}. */
    public @Nullable Object call(
            List<? extends @Nullable Object> arguments, Map<String, ? extends @Nullable Object> keywords) {
        Message message = Message.of(keywords, interpreter.known());
        try {
            return interpreter.call(function, arguments, ((Message.Dict) message.unladen()).entries());
        } finally {
            message.cargo().settle();
        }
    }

    /** Lets go of the function. Harmless when repeated. */
    @Override
    public void close() {
        function.close();
    }
}
