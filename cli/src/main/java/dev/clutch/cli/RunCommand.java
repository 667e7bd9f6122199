package dev.clutch.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code clutch run}: what {@code python} does. */
@Command(
        name = "run",
        description = "Run a Python program, as 'python' does.",
        customSynopsis = "clutch run [--python PATH] [python options] FILE | -c CODE | -m MODULE | -  [ARGUMENTS]",
        footer = {"", "All that follows is for Python: its options, the program, and the program's arguments."})
final class RunCommand implements Callable<Integer> {
    @Mixin
    private final PythonOption python = new PythonOption();

    @SuppressWarnings("UnusedVariable") // picocli acts on it; -V is Python's
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Parameters(
            paramLabel = "PROGRAM",
            description = "A file, a folder or zip file with a __main__.py, or - for standard input.")
    private List<String> arguments = List.of();

    /** From the first word on that is not Clutch's own, everything is Python's. */
    @Spec
    void leaveTheRestToPython(CommandSpec spec) {
        spec.parser().stopAtPositional(true).unmatchedOptionsArePositionalParams(true);
    }

    /**
     * Whether a command line has no option of Clutch's own: then it need not be parsed, which takes
     * longer than many a program.
     */
    static boolean isPlain(String[] words) {
        return words.length > 1 && words[0].equals("run") && !words[1].startsWith("--") && !words[1].equals("-h");
    }

    static int runPlain(String[] words) throws Exception {
        List<String> program = List.of(words).subList(1, words.length);
        return PythonMain.run(new PythonOption().config().owningProcess(program));
    }

    @Override
    public Integer call() throws Exception {
        return PythonMain.run(python.config().owningProcess(arguments));
    }
}
