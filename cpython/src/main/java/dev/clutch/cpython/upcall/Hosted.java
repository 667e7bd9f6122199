package dev.clutch.cpython.upcall;

import dev.clutch.cpython.convert.BufferClass;
import dev.clutch.cpython.convert.ExceptionSnapshots;
import dev.clutch.cpython.convert.MessageDecoder;
import dev.clutch.cpython.convert.MessageEncoder;
import dev.clutch.cpython.convert.NamedFunctions;
import dev.clutch.cpython.convert.PythonHooks;
import dev.clutch.cpython.convert.SharedViews;
import dev.clutch.cpython.thread.InterpreterThreads;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What it takes to serve one interpreter.
 *
 * @param threads its thread states
 * @param hooks its Python side
 * @param encoder its objects to messages
 * @param decoder messages to its objects
 * @param names its functions that have names
 * @param snapshots its exceptions to snapshots
 */
public record Hosted(
        InterpreterThreads threads,
        PythonHooks hooks,
        MessageEncoder encoder,
        MessageDecoder decoder,
        NamedFunctions names,
        ExceptionSnapshots snapshots) {

    static Hosted of(
            InterpreterThreads threads,
            PythonHooks hooks,
            BufferClass buffers,
            SharedViews views,
            LongFunction<@Nullable Throwable> throwables) {
        NamedFunctions names = new NamedFunctions();
        MessageEncoder encoder = new MessageEncoder(hooks, buffers, views, names);
        return new Hosted(
                threads,
                hooks,
                encoder,
                new MessageDecoder(hooks, buffers, views),
                names,
                new ExceptionSnapshots(hooks, encoder, throwables));
    }
}
