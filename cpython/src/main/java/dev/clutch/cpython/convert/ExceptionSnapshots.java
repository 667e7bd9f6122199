package dev.clutch.cpython.convert;

import dev.clutch.cpython.object.PyCalls;
import dev.clutch.cpython.object.PythonRaised;
import dev.clutch.cpython.thread.Attached;
import dev.clutch.error.ExceptionInfo;
import dev.clutch.message.ByteString;
import dev.clutch.message.Message;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Python exceptions to snapshots. */
public final class ExceptionSnapshots {
    private final PythonHooks hooks;
    private final MessageEncoder encoder;

    /** Makes snapshots of exceptions of the interpreter that the hooks belong to. */
    public ExceptionSnapshots(PythonHooks hooks, MessageEncoder encoder) {
        this.hooks = hooks;
        this.encoder = encoder;
    }

    /** The snapshot of a raised exception, which is dropped. */
    public ExceptionInfo take(Attached attached, PythonRaised raised) {
        attached.state().shield(true);
        try {
            return captureTwice(attached, raised.exception());
        } finally {
            attached.state().shield(false);
            raised.drop(attached);
        }
    }

    /**
     * The exception as its Python side dumps it for other Python code, or {@code None}. Runs code of the
     * exception's class, which may take long; so interrupts strike, and end it with {@code None} too.
     */
    public Message dump(Attached attached, PythonRaised raised) {
        long dumped = 0;
        try {
            dumped = PyCalls.call(attached, hooks.dumpException().borrow(attached), raised.exception());
            return encoder.encode(attached, dumped);
        } catch (PythonRaised failure) {
            failure.drop(attached);
            return Message.None.NONE;
        } finally {
            PyCalls.decRef(attached, dumped);
        }
    }

    /** The second time, because an interrupt may have struck in the middle of the first. */
    private ExceptionInfo captureTwice(Attached attached, long exception) {
        for (int attempt = 0; attempt < 2; attempt++) {
            try {
                return capture(attached, exception);
            } catch (PythonRaised failure) {
                failure.drop(attached);
            }
        }
        return unprintable();
    }

    /** An exception in one line, without the help of the Python side; it is dropped. */
    public static String describe(Attached attached, PythonRaised raised) {
        long repr = attached.python().objects().repr(raised.exception());
        try {
            return repr == 0 ? "an exception" : text(Text.encode(attached, repr));
        } finally {
            attached.python().errors().clear();
            PyCalls.decRef(attached, repr);
            raised.drop(attached);
        }
    }

    private ExceptionInfo capture(Attached attached, long exception) {
        long captured = PyCalls.call(attached, hooks.capture().borrow(attached), exception);
        Message encoded = Message.None.NONE;
        try {
            encoded = encoder.encode(attached, captured);
            List<Message> strings = ((Message.Tuple) encoded.plain()).elements();
            return new ExceptionInfo(
                    text(strings.get(0)),
                    text(strings.get(1)),
                    text(strings.get(2)),
                    text(strings.get(3)),
                    text(strings.get(4)));
        } finally {
            encoded.cargo().settle();
            PyCalls.decRef(attached, captured);
        }
    }

    private static String text(Message message) {
        return switch (message) {
            case Message.Str(String text) -> text;
            // Better a text with replacement characters than none.
            case Message.Surrogates(ByteString utf8) -> new String(utf8.toByteArray(), StandardCharsets.UTF_8);
            default -> String.valueOf(message.toJava());
        };
    }

    /** For an exception that cannot even be described, as when memory or the stack is used up. */
    private static ExceptionInfo unprintable() {
        return new ExceptionInfo(
                "Exception", "Exception", "builtins", "<an exception that could not be described>", "");
    }
}
