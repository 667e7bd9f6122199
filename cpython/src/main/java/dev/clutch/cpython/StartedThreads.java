package dev.clutch.cpython;

import dev.clutch.cpython.object.PyCalls;
import dev.clutch.cpython.object.PyRef;
import dev.clutch.cpython.object.PythonRaised;
import dev.clutch.cpython.thread.Attached;
import dev.clutch.cpython.thread.PythonThreads;
import dev.clutch.cpython.upcall.Hosted;
import dev.clutch.error.ExceptionInfo;
import dev.clutch.error.InterpreterException;
import dev.clutch.message.Message;
import java.util.List;
import java.util.Optional;

/** The threads that Python code has started in an interpreter, as its own libraries know them. */
record StartedThreads(Hosted hosted) implements PythonThreads {

    @Override
    public void join(Attached attached) {
        PyCalls.decRef(attached, call(attached, hosted.hooks().finish()));
    }

    @Override
    public Optional<List<Long>> stop(Attached attached) {
        long idents = call(attached, hosted.hooks().stopThreads());
        try {
            return hosted.encoder().encode(attached, idents) instanceof Message.ListOf(var list)
                    ? Optional.of(list.stream()
                            .map(ident -> ((Message.Int) ident).value())
                            .toList())
                    : Optional.empty();
        } finally {
            PyCalls.decRef(attached, idents);
        }
    }

    /** An exception here means that a thread could not be joined. */
    private long call(Attached attached, PyRef hook) {
        try {
            return PyCalls.call(attached, hook.borrow(attached));
        } catch (PythonRaised raised) {
            ExceptionInfo info = hosted.snapshots().take(attached, raised);
            throw new InterpreterException(
                    "interpreter " + hosted.threads().id() + " cannot be closed: " + info.formatted());
        }
    }
}
