package dev.clutch.error;

/**
 * A snapshot of an exception that Python code raised: only strings, so that it may leave the
 * interpreter that the exception lives in.
 *
 * @param typeName the name of the exception's type without its module, as in {@code KeyError}
 * @param typeQualifiedName its {@code __qualname__}
 * @param typeModule its {@code __module__}, as in {@code builtins}
 * @param message {@code str(exception)}
 * @param traceback the traceback as Python prints it, ending in the line with type and message
 */
public record ExceptionInfo(
        String typeName, String typeQualifiedName, String typeModule, String message, String traceback) {

    /** One line, as in {@code KeyError: 'colour'}; the type's module is left out for builtins. */
    public String formatted() {
        String type = typeModule.equals("builtins") || typeModule.equals("__main__")
                ? typeQualifiedName
                : typeModule + "." + typeQualifiedName;
        return message.isEmpty() ? type : type + ": " + message;
    }
}
