package dev.clutch.error;

/**
 * One step of a Python traceback.
 *
 * @param file the file as Python names it, also of source that is in no file, as in {@code <script>}
 * @param module the name of the module, as in {@code __main__}
 * @param function the qualified name of the function, as in {@code Account.add}, or {@code <module>}
 * @param line the line, from 1; 0 if it is not known
 */
public record Frame(String file, String module, String function, int line) {

    /** The frame as one of a Java stack trace: it prints as {@code python//__main__.Account.add(bank.py:7)}. */
    public StackTraceElement toStackTraceElement() {
        return new StackTraceElement("python", null, null, module, function, file, line > 0 ? line : -1);
    }
}
