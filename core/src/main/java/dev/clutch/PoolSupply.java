package dev.clutch;

import dev.clutch.config.InterpreterConfig;
import dev.clutch.config.Restrictions;
import dev.clutch.message.Message;
import dev.clutch.pool.PooledInterpreter;
import dev.clutch.pool.Supply;
import dev.clutch.spi.EngineFunction;
import dev.clutch.spi.Outcome;
import java.util.List;

/** Makes what pools are made of. */
record PoolSupply(Interpreters interpreters) implements Supply {

    @Override
    public InterpreterConfig usual() {
        return InterpreterConfig.usual();
    }

    @Override
    public PooledInterpreter interpreter(InterpreterConfig config) {
        return new Pooled(interpreters.create(config));
    }

    @Override
    public Restrictions restrictionsOf(long maker) {
        return interpreters.registry().restrictionsOf(maker);
    }

    @Override
    public Message hold(long interpreter, Throwable thrown) {
        return interpreters.commons().thrown().hold(interpreter, thrown);
    }

    @Override
    public Thread thread(String name, Runnable work) {
        return interpreters.thread(name, work);
    }

    @Override
    public void start(Runnable work) {
        interpreters.onServer(work);
    }

    private record Pooled(Interpreter interpreter) implements PooledInterpreter {
        @Override
        public long id() {
            return interpreter.id();
        }

        @Override
        public EngineFunction function(Message callable) {
            return interpreter.runs().function(callable);
        }

        @Override
        public Outcome call(EngineFunction function, List<Message> arguments) {
            return interpreter.runs().call(function, arguments);
        }

        @Override
        public Outcome call(Message callable, Message arguments, Message keywords) {
            return interpreter.runs().call(callable, arguments, keywords);
        }

        @Override
        public boolean interrupt(Thread thread) {
            return interpreter.interrupt(thread);
        }

        @Override
        public void close() {
            interpreter.close(false);
        }

        @Override
        public void closeNow() {
            interpreter.close();
        }
    }
}
