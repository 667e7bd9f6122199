package dev.clutch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.function.Consumer;

/**
 * Where the text goes that Python code writes to {@code sys.stdout} or {@code sys.stderr}; see {@link
 * Interpreter#stdout}. What C code or a child process writes to the file descriptors is not meant.
 */
public sealed interface Output {
    /** To the process's own stream, as in any Python. */
    Output INHERITED = new Inherited();

    /**
     * To Java code, in whole lines; what has no end of line yet comes when Python flushes it, at the latest at
     * the interpreter's end. It is called by the threads that print, one at a time, and may block: no interpreter
     * is held meanwhile. What it throws is raised in {@code print}.
     */
    static Output to(Consumer<String> reader) {
        return new Captured(reader);
    }

    /** To a writer, which is flushed after each piece; see {@link #to(Consumer)}. */
    static Output to(Writer writer) {
        return to(text -> {
            try {
                writer.write(text);
                writer.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** See {@link #INHERITED}. */
    record Inherited() implements Output {}

    /**
     * See {@link #to(Consumer)}.
     *
     * @param reader gets the text
     */
    record Captured(Consumer<String> reader) implements Output {}
}
