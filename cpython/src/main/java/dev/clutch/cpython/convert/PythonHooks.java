package dev.clutch.cpython.convert;

import dev.clutch.cpython.object.PyCalls;
import dev.clutch.cpython.object.PyRef;
import dev.clutch.cpython.thread.Attached;
import java.util.stream.Stream;

/**
 * The functions of {@code clutch._bootstrap} that Java calls in one interpreter: what the Python side
 * does better.
 *
 * @param setUp {@code () -> int}, makes the interpreter a hosted one; see {@code set_up} there
 * @param reduce {@code (object) -> (kind, state)}, or None for what has to be pickled
 * @param restore {@code (kind, state) -> object}
 * @param dumps {@code (object) -> bytes}, a pickle; raises {@code NotShareableError}
 * @param capture {@code (exception) -> tuple} of what is in an {@code ExceptionInfo}
 * @param dumpException {@code (exception) -> tuple}, to be loaded elsewhere, or None if that is impossible
 * @param hostError {@code (name, message) -> exception} to be raised for a Java exception
 * @param compile {@code (source) -> code object}
 * @param loadCode {@code (bytes) -> code object}
 * @param handed {@code (argument) -> argument}, or what crosses as a handle of it
 * @param dumpCallable {@code (callable) -> name, recipe or the object itself}, to be called elsewhere
 * @param loadCallable {@code (name or recipe) -> callable}
 * @param finish joins the interpreter's threads
 * @param stopThreads asks the interpreter's threads to end; returns a list of idents, or None when they have
 */
public record PythonHooks(
        PyRef setUp,
        PyRef reduce,
        PyRef restore,
        PyRef dumps,
        PyRef capture,
        PyRef dumpException,
        PyRef hostError,
        PyRef compile,
        PyRef loadCode,
        PyRef handed,
        PyRef dumpCallable,
        PyRef loadCallable,
        PyRef finish,
        PyRef stopThreads)
        implements AutoCloseable {

    /** Where they are. */
    public static final String MODULE = "clutch._bootstrap";

    /** Imports {@code clutch._bootstrap} and takes its functions. */
    public static PythonHooks load(Attached attached) {
        return new PythonHooks(
                held(attached, "set_up"),
                held(attached, "reduce"),
                held(attached, "restore"),
                held(attached, "dumps"),
                held(attached, "capture"),
                held(attached, "dump_exception"),
                held(attached, "host_error"),
                held(attached, "compile_source"),
                held(attached, "load_code"),
                held(attached, "handed"),
                held(attached, "dump_callable"),
                held(attached, "load_callable"),
                held(attached, "finish"),
                held(attached, "stop_threads"));
    }

    private static PyRef held(Attached attached, String name) {
        return PyCalls.held(attached, MODULE, name);
    }

    @Override
    public void close() {
        Stream.of(
                        setUp,
                        reduce,
                        restore,
                        dumps,
                        capture,
                        dumpException,
                        hostError,
                        compile,
                        loadCode,
                        handed,
                        dumpCallable,
                        loadCallable,
                        finish,
                        stopThreads)
                .forEach(PyRef::close);
    }
}
