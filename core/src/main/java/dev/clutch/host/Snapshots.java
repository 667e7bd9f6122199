package dev.clutch.host;

import dev.clutch.error.ExceptionInfo;
import dev.clutch.message.Message;

/** Snapshots of exceptions, for Python code. */
public final class Snapshots {
    private Snapshots() {}

    /** The strings, as {@code clutch._errors.snapshot} wants them. */
    public static Message strings(ExceptionInfo info) {
        return Message.Tuple.of(
                Message.of(info.typeName()),
                Message.of(info.typeQualifiedName()),
                Message.of(info.typeModule()),
                Message.of(info.message()),
                Message.of(info.traceback()));
    }
}
