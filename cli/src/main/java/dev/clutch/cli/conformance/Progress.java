package dev.clutch.cli.conformance;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One line on standard error that tells how far all has come; nothing if that is no terminal. Safe for
 * use by many threads.
 */
public final class Progress implements AutoCloseable {
    private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");
    private static final int CELLS = 20;
    private static final int WIDTH = 79;

    private final boolean terminal = isTerminal();
    private final int total;
    private int done;

    /** Nothing has been done of so much. */
    public Progress(int total) {
        this.total = total;
    }

    /** Java knows of standard input and output together only. */
    @SuppressWarnings("SystemConsoleNull") // it still is where the JDK's console module is left out
    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal() && !isRedirected();
    }

    private static boolean isRedirected() {
        try {
            return Files.isSymbolicLink(STANDARD_ERROR)
                    && !STANDARD_ERROR.toRealPath().toString().matches("/dev/(pts/|tty|console).*");
        } catch (IOException e) {
            return true; // a pipe has no path
        }
    }

    /** A run has ended. */
    public synchronized void step() {
        done++;
    }

    /** Shows what happens now. */
    public synchronized void show(String what) {
        if (terminal) {
            int cells = CELLS * done / total;
            String bar = "#".repeat(cells) + "-".repeat(CELLS - cells);
            String line = "[%s] %d/%d %s".formatted(bar, done, total, what);
            System.err.print("\r\033[K" + line.substring(0, Math.min(WIDTH, line.length())));
            System.err.flush();
        }
    }

    @Override
    public synchronized void close() {
        if (terminal) {
            System.err.print("\r\033[K");
            System.err.flush();
        }
    }
}
