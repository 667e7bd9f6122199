package dev.clutch.cpython.upcall;

import dev.clutch.cpython.convert.BufferClass;
import dev.clutch.cpython.convert.ExceptionSnapshots;
import dev.clutch.cpython.convert.MessageDecoder;
import dev.clutch.cpython.convert.MessageEncoder;
import dev.clutch.cpython.convert.PythonHooks;
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

    static Hosted of(InterpreterThreads threads, PythonHooks hooks, BufferClass buffers) {
        MessageEncoder encoder = new MessageEncoder(hooks, buffers);
        return new Hosted(
                threads, hooks, encoder, new MessageDecoder(hooks, buffers), new ExceptionSnapshots(hooks, encoder));
    }
}
