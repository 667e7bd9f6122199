package dev.clutch.pool;

import dev.clutch.message.Message;
import dev.clutch.spi.EngineFunction;
import dev.clutch.spi.Outcome;
import java.util.List;

/** An interpreter as a pool uses it. Used by one thread, but where it says so. */
public interface PooledInterpreter {

    /** Its id. */
    long id();

    /** See {@link dev.clutch.spi.EngineInterpreter#function}. */
    EngineFunction function(Message callable);

    /** Calls a function of this interpreter. */
    Outcome call(EngineFunction function, List<Message> arguments);

    /** See {@link dev.clutch.spi.EngineInterpreter#call}. */
    Outcome call(Message callable, Message arguments, Message keywords);

    /**
     * Interrupts what that thread does in it. Called by any thread; may wait for the GIL.
     *
     * @return whether the thread was in it
     */
    boolean interrupt(Thread thread);

    /** Ends it, and waits for the threads that it has started. Blocks until then. */
    void close();

    /** Ends it, interrupting what runs in it. Called by any thread. Blocks until that is done. */
    void closeNow();
}
