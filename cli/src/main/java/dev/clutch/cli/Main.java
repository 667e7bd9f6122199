package dev.clutch.cli;

import dev.clutch.error.ClutchException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Parses the command line and hands over to a subcommand. */
@Command(
        name = "clutch",
        description = "Many isolated Python interpreters in one process, on all cores.",
        versionProvider = Versions.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RunCommand.class,
            ReplCommand.class,
            PipCommand.class,
            DoctorCommand.class,
            CacheCommand.class,
            ConformanceCommand.class,
            TestCommand.class,
            BenchCommand.class
        },
        footer = {
            "",
            "Examples:",
            "  clutch run script.py ARGUMENTS",
            "  clutch run -c 'print(6 * 7)'",
            "  clutch pip install numpy",
            "  clutch repl",
            "  clutch help run"
        })
public final class Main implements Runnable {
    @Spec
    private CommandSpec spec;

    @SuppressWarnings("UnusedVariable") // picocli acts on it; after 'run', -V is Python's
    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the versions of Clutch and of Java.")
    private boolean version;

    private Main() {}

    /** The entry of the process. */
    public static void main(String[] decoded) throws Exception {
        String[] words = ExactWords.of(decoded);
        if (RunCommand.isPlain(words)) {
            exit(runPlain(words));
        }
        exit(commandLine().execute(words));
    }

    private static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Main()).addMixin("help", new HelpOption());
        for (CommandLine subcommand : commandLine.getSubcommands().values()) {
            subcommand.addMixin("help", new HelpOption());
        }
        return commandLine
                .addSubcommand(new CommandLine.HelpCommand())
                .setExpandAtFiles(false)
                .setExecutionExceptionHandler(Main::report)
                .setParameterExceptionHandler(new Misuse());
    }

    private static int runPlain(String[] words) throws Exception {
        try {
            return RunCommand.runPlain(words);
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
        throw new Misuse.NoCommand(spec.commandLine());
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
}
