package dev.clutch.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code clutch run}: what {@code python} does. */
@Command(
        name = "run",
        description = {
            "Run a Python program, as 'python' does.",
            "",
            "PROGRAM is one of:",
            "  FILE        a file, or a folder or zip file with a __main__.py in it",
            "  -c CODE     code",
            "  -m MODULE   a module or package",
            "  -           standard input; also without a PROGRAM, but on a terminal",
            "              Python then talks to you, as in 'clutch repl'",
            ""
        },
        customSynopsis = "clutch run [CLUTCH'S OPTIONS] [PYTHON'S OPTIONS] PROGRAM [ARGUMENTS]",
        footer = {"", "Python's options are those of 'python'; 'clutch run --help-all' shows them."})
final class RunCommand implements Callable<Integer> {
    @Mixin
    private final PythonOption python = new PythonOption();

    @Parameters(hidden = true)
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
        return words.length > 0 && words[0].equals("run") && (words.length == 1 || !isOwnOption(words[1]));
    }

    private static boolean isOwnOption(String word) {
        return word.equals("-h")
                || word.equals("--help")
                || word.startsWith("--python")
                || word.startsWith("--venv")
                || word.equals("--no-venv")
                || word.startsWith("--isolation");
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
