package dev.clutch.cpython;

import dev.clutch.cpython.convert.ExceptionSnapshots;
import dev.clutch.cpython.object.PyCalls;
import dev.clutch.cpython.object.PythonRaised;
import dev.clutch.cpython.thread.Attached;
import dev.clutch.cpython.upcall.Hosted;
import dev.clutch.error.ExceptionInfo;
import dev.clutch.error.ExecutionFailedException;
import dev.clutch.error.NotShareableException;
import dev.clutch.message.Message;
import dev.clutch.spi.Outcome;
import java.util.function.Supplier;

/** What comes out of an interpreter when code has run in it: a value, an exception, or that it cannot leave. */
record Outcomes(Hosted hosted) {

    /** Whether an exception that code raises is to be dumped for Python code elsewhere. */
    enum Original {
        CROSSES,
        STAYS
    }

    /** A result, whose reference it drops. */
    Outcome returned(Attached attached, long result) {
        return new Outcome.Returned(encodeAndDrop(attached, result));
    }

    /** Does the work. */
    Outcome of(Attached attached, Original original, Supplier<Message> work) {
        try {
            return new Outcome.Returned(work.get());
        } catch (PythonRaised raised) {
            return raised(attached, original, raised);
        } catch (ExecutionFailedException failed) {
            return failed(failed);
        }
    }

    /** What could not leave, or was interrupted when it was to. */
    static Outcome failed(ExecutionFailedException failed) {
        return new Outcome.Raised(failed.info(), Message.None.NONE);
    }

    Outcome raised(Attached attached, Original original, PythonRaised raised) {
        ExceptionSnapshots snapshots = hosted.snapshots();
        Message dumped = original == Original.CROSSES ? snapshots.dump(attached, raised) : Message.None.NONE;
        return new Outcome.Raised(snapshots.take(attached, raised), dumped);
    }

    /**
     * What cannot leave is the fault of neither side's code, so it is no {@code ExecutionFailed}; unless
     * something else came in between, such as an interrupt.
     */
    Message encodeAndDrop(Attached attached, long result) {
        try {
            return hosted.encoder().encode(attached, result);
        } catch (PythonRaised raised) {
            ExceptionInfo info = hosted.snapshots().take(attached, raised);
            throw info.typeName().equals("NotShareableError")
                    ? new NotShareableException(info.message())
                    : new ExecutionFailedException(info);
        } finally {
            PyCalls.decRef(attached, result);
        }
    }
}
