package dev.clutch.cli.conformance;

import java.io.File;
import java.util.List;
import java.util.stream.Stream;

/** How the Pythons are started: the same surroundings for both. */
final class ChildProcess {
    private ChildProcess() {}

    /** With no input, and without the variables that change what a Python does. */
    static ProcessBuilder of(List<String> command, List<String> arguments) {
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
