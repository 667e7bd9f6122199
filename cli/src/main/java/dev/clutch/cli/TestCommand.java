package dev.clutch.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code clutch test}: the launcher does it, because it must work before anything is built. */
@Command(
        name = "test",
        description = "Build all of Clutch and run every test, CPython's last; in a checkout of its sources.",
        customSynopsis = "clutch test [ARGUMENTS FOR MAVEN]")
final class TestCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @SuppressWarnings("UnusedVariable") // so that they are not refused before the message below
    @Unmatched
    private List<String> arguments = new ArrayList<>();

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "'clutch test' needs the launcher of a checkout: run ./clutch test there");
    }
}
