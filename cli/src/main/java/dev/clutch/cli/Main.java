package dev.clutch.cli;

import dev.clutch.error.ClutchException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Parses the command line and hands over to a subcommand. */
@Command(
        name = "clutch",
        description = "Many isolated Python interpreters in one process, on all cores.",
        mixinStandardHelpOptions = true,
        versionProvider = Versions.class,
        subcommands = {RunCommand.class, ReplCommand.class, TestCommand.class, DoctorCommand.class},
        footer = {"", "Examples:", "  clutch run script.py ARGUMENTS", "  clutch run -c 'print(6 * 7)'", "  clutch repl"
        })
public final class Main implements Runnable {
    @Spec
    private CommandSpec spec;

    private Main() {}

    /** The entry of the process. */
    public static void main(String[] arguments) throws Exception {
        if (RunCommand.isPlain(arguments)) {
            exit(runPlain(arguments));
        }
        CommandLine commandLine = new CommandLine(new Main())
                .setExecutionExceptionHandler(Main::report)
                .setParameterExceptionHandler(Main::misuse);
        exit(commandLine.execute(arguments));
    }

    private static int runPlain(String[] arguments) throws Exception {
        try {
            return RunCommand.runPlain(arguments);
        } catch (ClutchException e) {
            System.err.println("clutch: " + e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    /** Daemon threads of Python may still run; nobody waits for them, as in a plain python. */
    private static void exit(int status) {
        System.out.flush();
        System.exit(status);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "give a command: run, repl, test or doctor");
    }

    /** What the user can mend is one line; what is our fault is a stack trace. */
    private static int report(Exception exception, CommandLine commandLine, CommandLine.ParseResult result) {
        if (exception instanceof ClutchException) {
            commandLine.getErr().println("clutch: " + exception.getMessage());
        } else {
            exception.printStackTrace(commandLine.getErr());
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static int misuse(ParameterException exception, String[] arguments) {
        CommandLine commandLine = exception.getCommandLine();
        commandLine.getErr().println("clutch: " + exception.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(exception, commandLine.getErr());
        commandLine
                .getErr()
                .println("Try '" + commandLine.getCommandSpec().qualifiedName() + " --help' for more information.");
        return CommandLine.ExitCode.USAGE;
    }
}
