package dev.clutch.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** A command that the launcher runs itself, because it must work before anything is built. */
abstract class LauncherCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @SuppressWarnings("UnusedVariable") // so that they are not refused before the message below
    @Unmatched
    private List<String> arguments = new ArrayList<>();

    @Override
    public final void run() {
        throw new ParameterException(
                spec.commandLine(),
                "'clutch %1$s' needs the launcher of a checkout: run ./clutch %1$s there".formatted(spec.name()));
    }
}
