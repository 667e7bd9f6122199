package dev.clutch.spi;

import dev.clutch.message.Message;
import java.util.List;

/** A callable object of one interpreter, held so that it need not be looked up again. */
public interface EngineFunction extends AutoCloseable {

    /**
     * Calls it, on the calling thread where the engine can.
     *
     * @throws dev.clutch.error.NotShareableException if the result cannot leave the interpreter
     */
    Outcome call(List<Message> arguments, List<Message.Entry> keywords);

    /**
     * Calls it with arguments that Python code has sent.
     *
     * @param arguments a tuple, by value or reduced
     * @param keywords a dict, by value or reduced
     * @throws dev.clutch.error.NotShareableException if the result cannot leave the interpreter
     */
    Outcome call(Message arguments, Message keywords);

    /** Lets go of the object. May be called on any thread, more than once, and after the interpreter's end. */
    @Override
    void close();
}
