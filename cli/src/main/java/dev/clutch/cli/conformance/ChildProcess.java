package dev.clutch.cli.conformance;

import java.io.File;
import java.io.IOException;
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

    /** Ends a process with all that it has started and that still belongs to it. */
    static void kill(Process process) throws IOException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.getOutputStream().close();
    }
}
