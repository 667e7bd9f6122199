package dev.clutch.cpython.upcall;

import dev.clutch.cpython.convert.BufferClass;
import dev.clutch.cpython.convert.ExceptionSnapshots;
import dev.clutch.cpython.convert.MessageDecoder;
import dev.clutch.cpython.convert.MessageEncoder;
import dev.clutch.cpython.convert.PythonHooks;
import dev.clutch.cpython.convert.SharedViews;
import dev.clutch.cpython.thread.InterpreterThreads;

/**
 * What it takes to serve one interpreter.
 *
 * @param threads its thread states
 * @param hooks its Python side
 * @param encoder its objects to messages
 * @param decoder messages to its objects
 * @param snapshots its exceptions to snapshots
 */
public record Hosted(
        InterpreterThreads threads,
        PythonHooks hooks,
        MessageEncoder encoder,
        MessageDecoder decoder,
        ExceptionSnapshots snapshots) {

    static Hosted of(InterpreterThreads threads, PythonHooks hooks, BufferClass buffers, SharedViews views) {
        MessageEncoder encoder = new MessageEncoder(hooks, buffers, views);
        return new Hosted(
                threads,
                hooks,
                encoder,
                new MessageDecoder(hooks, buffers, views),
                new ExceptionSnapshots(hooks, encoder));
    }
}
