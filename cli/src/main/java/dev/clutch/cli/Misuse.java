package dev.clutch.cli;

import java.io.File;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line, and what to type instead. */
final class Misuse implements IParameterExceptionHandler {
    private static final Set<String> STARTS_OF_PROGRAMS = Set.of("-c", "-m", "-");

    /** There are no words at all. */
    static final class NoCommand extends ParameterException {
        NoCommand(CommandLine commandLine) {
            super(commandLine, "give a command");
        }
    }

    @Override
    public int handleParseException(ParameterException exception, String[] words) {
        CommandLine command = exception.getCommandLine();
        PrintWriter err = command.getErr();
        if (exception instanceof NoCommand) {
            command.usage(err);
        } else {
            err.println("clutch: " + message(exception));
            err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help' for more information.");
        }
        err.flush();
        return CommandLine.ExitCode.USAGE;
    }

    private static String message(ParameterException exception) {
        if (!(exception instanceof UnmatchedArgumentException unmatched)) {
            return String.valueOf(exception.getMessage());
        }
        List<String> words = unmatched.getUnmatched();
        String word = words.getFirst();
        if (exception.getCommandLine().getParent() == null) {
            return (isOption(word) ? "no option '" : "no command '") + word + "'" + instead(word, words);
        }
        return (isOption(word) ? "no option '" : "unexpected argument '") + word + "'";
    }

    private static boolean isOption(String word) {
        return word.length() > 1 && word.startsWith("-");
    }

    /** Many will try what they are used to from {@code python}. */
    private static String instead(String word, List<String> words) {
        boolean program = STARTS_OF_PROGRAMS.contains(word) || word.endsWith(".py") || new File(word).exists();
        return program ? "; to run a Python program: clutch run " + String.join(" ", words) : "";
    }
}
