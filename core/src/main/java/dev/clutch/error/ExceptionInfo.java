package dev.clutch.error;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot of an exception that Python code raised: without any of its objects, so that it may leave
 * the interpreter that the exception lives in.
 *
 * @param typeName the name of the exception's type without its module, as in {@code KeyError}
 * @param typeQualifiedName its {@code __qualname__}
 * @param typeModule its {@code __module__}, as in {@code builtins}
 * @param message {@code str(exception)}
 * @param traceback the traceback as Python prints it, ending in the line with type and message
 * @param frames where it was raised, and who had called that: the innermost last, as in a traceback, and
 *     a thousand of them at most
 * @param thrown what Java code threw, if the exception stands for that or came of it
 */
public record ExceptionInfo(
        String typeName,
        String typeQualifiedName,
        String typeModule,
        String message,
        String traceback,
        List<Frame> frames,
        @Nullable Throwable thrown) {

    /** Keeps the frames as they are. */
    public ExceptionInfo {
        frames = List.copyOf(frames);
    }

    /** Without frames, and not of Java's making. */
    public ExceptionInfo(
            String typeName, String typeQualifiedName, String typeModule, String message, String traceback) {
        this(typeName, typeQualifiedName, typeModule, message, traceback, List.of(), null);
    }

    /** One line, as in {@code KeyError: 'colour'}; the type's module is left out for builtins. */
    public String formatted() {
        String type = typeModule.equals("builtins") || typeModule.equals("__main__")
                ? typeQualifiedName
                : typeModule + "." + typeQualifiedName;
        return message.isEmpty() ? type : type + ": " + message;
    }
}
