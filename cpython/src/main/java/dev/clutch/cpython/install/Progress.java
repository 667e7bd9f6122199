package dev.clutch.cpython.install;

import java.io.Console;
import java.io.PrintStream;

/**
 * A line on standard error that tells how far a long step has come. On a terminal it is redrawn in
 * place; elsewhere it is printed once.
 */
final class Progress implements AutoCloseable {
    private final PrintStream out = System.err;
    private final boolean terminal = isTerminal();
    private final String what;
    private final int total;
    private int done;
    private int shownPercent = -1;

    Progress(String what, int total) {
        this.what = what;
        this.total = total;
        if (!terminal) {
            out.println("clutch: " + what);
        }
    }

    @SuppressWarnings("SystemConsoleNull") // it still is where the JDK's console module is left out
    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    void step() {
        done++;
        int percent = 100 * done / total;
        if (terminal && percent != shownPercent) {
            shownPercent = percent;
            out.printf("\rclutch: %s %3d%%", what, percent);
        }
    }

    @Override
    public void close() {
        if (terminal) {
            out.println();
        }
    }
}
