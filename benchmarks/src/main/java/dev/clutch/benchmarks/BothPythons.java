package dev.clutch.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a Python program of this module's resources measures, by {@code clutch run} and by a plain Python.
 *
 * @param ours its numbers here
 * @param plain those of the plain Python
 */
record BothPythons(Results ours, Results plain) {

    /** Runs it here, with these environment variables, then there. */
    static BothPythons run(Machine machine, String program, Map<String, String> oursOnly)
            throws IOException, InterruptedException {
        String script = Child.unpack(program, "settled.py").toString();
        Results ours = Child.run(List.of(launcher(), "run", script), oursOnly);
        Progress.say("the same under plain Python …");
        return new BothPythons(ours, Child.run(List.of(machine.python().toString(), script), Map.of()));
    }

    /** The path of {@code clutch}, which is in the working directory. */
    static String launcher() throws IOException {
        Path launcher = Path.of("clutch").toAbsolutePath();
        if (!Files.isExecutable(launcher)) {
            throw new IOException("no launcher at " + launcher + ": run this from the root of the repository");
        }
        return launcher.toString();
    }
}
