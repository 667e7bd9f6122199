package dev.clutch.cli.conformance;

import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** How the Pythons are started, with the same surroundings for both, and ended. */
public final class ChildProcess {
    private static boolean ending;

    private ChildProcess() {}

    /** Ends all that were started, and lets no more start. For the end of this process. */
    public static synchronized void endAll() {
        ending = true;
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    }

    /**
     * Starts a process.
     *
     * @throws IOException if that is impossible, also because this process ends
     */
    public static synchronized Process start(ProcessBuilder builder) throws IOException {
        if (ending) {
            throw new IOException("this process ends");
        }
        return builder.start();
    }

    /** With no input, and without the variables that change what a Python does. */
    public static ProcessBuilder of(List<String> command, List<String> arguments) {
        List<String> words = Stream.concat(command.stream(), arguments.stream()).toList();
        ProcessBuilder builder = new ProcessBuilder(words).redirectInput(new File("/dev/null"));
        builder.environment().keySet().removeIf(name -> name.matches("PYTHON.*|FORCE_COLOR"));
        builder.environment().put("CLUTCH_NO_BUILD", "1");
        return builder;
    }

    /** Ends a process, if it lives, with all that it has started. What it wrote can still be read. */
    static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.toHandle().destroyForcibly(); // Process.destroyForcibly would close its streams
    }
}
