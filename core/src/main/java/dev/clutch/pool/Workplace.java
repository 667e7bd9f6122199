package dev.clutch.pool;

import dev.clutch.message.Message;
import dev.clutch.message.ReducedKinds;
import dev.clutch.spi.EngineFunction;
import dev.clutch.spi.Outcome;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One interpreter of a pool, with the functions that were looked up in it. Used by its worker's thread. */
final class Workplace {
    /** Calls a function with each of some tuples of arguments, and returns a list. */
    static final String CALL_EACH = "clutch._pool_worker:call_each";

    private static final Message BEGIN = named("clutch._pool_worker:begin");

    private final PooledInterpreter interpreter;
    private final Map<String, EngineFunction> functions = new HashMap<>();
    private int tasks;
    private boolean begun;

    private Workplace(PooledInterpreter interpreter) {
        this.interpreter = interpreter;
    }

    /** Makes an interpreter. */
    static Workplace open(Pool pool) {
        return new Workplace(pool.supply().interpreter(pool.config().interpreter()));
    }

    /** Has it call the initializer, if it did not yet. Throws {@link InitializerFailed} if that raises. */
    void begin(@Nullable Initializer initializer, String threadName) {
        if (begun) {
            return;
        }
        begun = true;
        interpreter
                .call(BEGIN, Message.Tuple.of(Message.of(threadName)), Message.Dict.EMPTY)
                .orThrow();
        if (initializer != null) {
            Outcome outcome = initializer.call(interpreter);
            if (!(outcome instanceof Outcome.Returned)) {
                throw new InitializerFailed(outcome);
            }
        }
    }

    static Message named(String function) {
        return new Message.Reduced(ReducedKinds.NAME, Message.of(function));
    }

    PooledInterpreter interpreter() {
        return interpreter;
    }

    /** A function by its name; looked up once. */
    EngineFunction function(String name) {
        return functions.computeIfAbsent(name, wanted -> interpreter.function(named(wanted)));
    }

    /** Counts one more task. */
    int countTask() {
        return ++tasks;
    }

    void close() {
        functions.values().forEach(EngineFunction::close);
        interpreter.close();
    }
}
