package dev.clutch.cli;

import dev.clutch.config.EngineConfig;
import dev.clutch.error.EngineUnavailableException;
import dev.clutch.spi.EngineProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code clutch pip}: installs packages for all interpreters of a run. */
@Command(
        name = "pip",
        description = {
            "Install packages, as 'pip' does, into the virtual environment that 'clutch run' uses too.",
            "",
            "Without one, 'clutch pip install' makes .venv in the working folder.",
            ""
        },
        customSynopsis = "clutch pip [--venv DIR] [--python PATH] ARGUMENTS FOR PIP",
        footer = {"", "Examples:", "  clutch pip install numpy", "  clutch pip --venv DIR list"})
final class PipCommand implements Callable<Integer> {
    private static final String INSTALL = "install";

    @Mixin
    private final PythonOption python = new PythonOption();

    @Parameters(hidden = true)
    private List<String> arguments = List.of();

    @Spec
    private CommandSpec spec;

    /** From the first word on that is not Clutch's own, everything is pip's. */
    @Spec
    void leaveTheRestToPip(CommandSpec command) {
        command.parser().stopAtPositional(true).unmatchedOptionsArePositionalParams(true);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        EngineConfig config = python.config();
        EngineConfig inVenv = config.withVenv(config.venv().orElse(UsualVenv.PLACE));
        prepare(inVenv);
        String program = program(inVenv).toString();
        if (!hasPip(program)) {
            run(List.of(program, "-m", "ensurepip", "--default-pip"));
        }
        List<String> words = new ArrayList<>(List.of(program, "-m", "pip"));
        words.addAll(arguments);
        return run(words);
    }

    private static Path program(EngineConfig config) {
        return ServiceLoader.load(EngineProvider.class)
                .findFirst()
                .map(provider -> provider.program(config))
                .orElseThrow(() -> new EngineUnavailableException(
                        "no engine is on the class path; add the dependency dev.clutch:clutch-cpython"));
    }

    /** Makes the virtual environment, or mends it if the bundled Python has moved. */
    private void prepare(EngineConfig config) throws IOException, InterruptedException {
        Path venv = config.venv().orElseThrow();
        if (!UsualVenv.isOne(venv)) {
            if (!arguments.contains(INSTALL)) {
                throw new EngineUnavailableException("there is no virtual environment at " + venv
                        + "; 'clutch pip install PACKAGE' makes it, 'clutch pip --venv DIR ...' uses another one");
            }
            make(config, venv, List.of());
        } else if (isOrphan(venv)) {
            deleteDeadLinks(venv.resolve("bin"));
            make(config, venv, List.of("--upgrade"));
        }
    }

    private void make(EngineConfig config, Path venv, List<String> options) throws IOException, InterruptedException {
        say((options.isEmpty() ? "making the virtual environment " : "mending the virtual environment ")
                + venv.toAbsolutePath().normalize());
        List<String> words =
                new ArrayList<>(List.of(program(config.withoutVenv()).toString(), "-m", "venv"));
        words.addAll(options);
        words.add(venv.toString());
        if (run(words) != 0) {
            throw new EngineUnavailableException(
                    "the virtual environment " + venv + " could not be made; Python has said why");
        }
    }

    /** Whether its program leads nowhere. */
    private static boolean isOrphan(Path venv) {
        return !Files.exists(venv.resolve("bin/python3")) && !Files.exists(venv.resolve("bin/python"));
    }

    /** Python's own tool would keep them. */
    private static void deleteDeadLinks(Path programs) throws IOException {
        try (Stream<Path> all = Files.list(programs)) {
            for (Path link : all.filter(Files::isSymbolicLink).toList()) {
                if (!Files.exists(link)) {
                    Files.delete(link);
                }
            }
        }
    }

    /** One that another tool made may have none. */
    private static boolean hasPip(String program) throws IOException, InterruptedException {
        String question = "import importlib.util as u; raise SystemExit(u.find_spec('pip') is None)";
        return run(List.of(program, "-c", question)) == 0;
    }

    private static int run(List<String> words) throws IOException, InterruptedException {
        return new ProcessBuilder(words).inheritIO().start().waitFor();
    }

    private void say(String text) {
        spec.commandLine().getErr().println("clutch: " + text);
        spec.commandLine().getErr().flush();
    }
}
