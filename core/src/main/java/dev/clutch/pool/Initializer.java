package dev.clutch.pool;

import dev.clutch.message.Message;
import dev.clutch.spi.Outcome;
import java.util.List;

/**
 * What each interpreter of a pool calls before its first task.
 *
 * @param callable as {@link dev.clutch.spi.EngineInterpreter#function} has it
 * @param arguments a tuple; a buffer in it must be frozen, since every interpreter gets it
 */
public record Initializer(Message callable, Message arguments) {

    /**
     * The same for a pool, to be {@linkplain #discard discarded} by that.
     *
     * @throws dev.clutch.error.BufferException if there is a buffer in it that is not frozen
     */
    Initializer forPool() {
        List<Message> copies = Message.copies(List.of(callable, arguments));
        Message.cargoOf(copies).accept();
        return new Initializer(copies.get(0), copies.get(1));
    }

    Outcome call(PooledInterpreter interpreter) {
        List<Message> copies = Message.copies(List.of(callable, arguments));
        try {
            return interpreter.call(copies.get(0), copies.get(1), Message.Dict.EMPTY);
        } finally {
            Message.cargoOf(copies).discard();
        }
    }

    void discard() {
        Message.cargoOf(List.of(callable, arguments)).discard();
    }
}
