package dev.clutch.cli;

import dev.clutch.cli.conformance.ChildProcess;
import dev.clutch.cli.conformance.Conformance;
import dev.clutch.cli.conformance.KnownDifferences;
import dev.clutch.cli.conformance.NoSuchTestException;
import dev.clutch.cli.conformance.Patterns;
import dev.clutch.cli.conformance.Programme;
import dev.clutch.cli.conformance.Python;
import dev.clutch.cli.conformance.Report;
import dev.clutch.cli.conformance.SuitePair;
import dev.clutch.cli.conformance.Table;
import dev.clutch.cli.conformance.UnfitPythonException;
import dev.clutch.cli.conformance.Verdict;
import dev.clutch.cli.packages.PackageReport;
import dev.clutch.cli.packages.PackageSuites;
import dev.clutch.cli.packages.PackageTrial;
import dev.clutch.cli.packages.PackagesUnavailableException;
import dev.clutch.config.EngineConfig;
import dev.clutch.config.Isolation;
import dev.clutch.spi.CacheFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code clutch conformance}: CPython's own tests, here and in plain CPython. */
@Command(
        name = "conformance",
        description = {
            "Run CPython's tests of its interpreters API here and in plain CPython, and show every difference.",
            "",
            "Fails on a difference that is not on the checked-in list, and on one of the list that is gone.",
            ""
        })
final class ConformanceCommand implements Callable<Integer> {
    /** EX_UNAVAILABLE of sysexits.h. */
    private static final int UNAVAILABLE = 69;

    private static final int SECONDS = 300;
    private static final int LARGE_SECONDS = 1800;
    private static final int CORES = Runtime.getRuntime().availableProcessors();

    @Mixin
    private final PythonOption python = new PythonOption();

    @SuppressWarnings("UnusedVariable") // it checks itself
    @Mixin
    private final EngineOption engine = new EngineOption();

    @Option(
            names = "--stdlib",
            description = "Run the tests of 60 modules of the standard library instead, in an isolated interpreter.")
    private boolean stdlib;

    @Option(
            names = "--packages",
            description =
                    "Try packages from PyPI instead, each in four interpreters with runtimes of their own. Installs"
                            + " them into the cache first. PATTERNs choose packages.")
    private boolean packages;

    @Option(names = "--together", description = "With --packages: all of them in each of the four interpreters.")
    private boolean together;

    @Option(
            names = "--suites",
            description = "With --packages: numpy's and pandas' own tests, in two interpreters at once. PATTERNs choose"
                    + " suites.")
    private boolean ownSuites;

    @Option(names = "--jobs", paramLabel = "N", description = "How many suites run at a time; as many as cores.")
    private int jobs = CORES;

    @Option(
            names = "--time-limit",
            paramLabel = "SECONDS",
            description = "How long a suite may take; " + SECONDS + " unless given, and " + LARGE_SECONDS
                    + " for packages' own tests and for all packages together.")
    private @Nullable Integer seconds;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Write the table as Markdown, too; with --packages a whole page.")
    private @Nullable Path report;

    @Parameters(
            paramLabel = "PATTERN",
            description = "Run only tests whose ids have this in them, or match it if it has a '*' in it.")
    private List<String> patterns = new ArrayList<>();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        check("--jobs", jobs);
        check("--time-limit", seconds == null ? 1 : seconds);
        Runtime.getRuntime().addShutdownHook(new Thread(ChildProcess::endAll));
        Path folder = Files.createTempDirectory("clutch-conformance");
        boolean keep = true;
        try {
            boolean good = run(folder);
            keep = !good;
            return good ? 0 : 1;
        } catch (NoSuchTestException | UnfitPythonException e) {
            keep = false;
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        } catch (PackagesUnavailableException e) {
            spec.commandLine().getErr().println("clutch: " + e.getMessage());
            return UNAVAILABLE;
        } finally {
            if (!keep) {
                delete(folder);
            }
        }
    }

    /** Tests leave odd files at times, which is no reason to fail. */
    private void delete(Path folder) {
        try {
            CacheFolder.deleteTree(folder);
        } catch (IOException | UncheckedIOException e) {
            spec.commandLine().getErr().println("clutch: cannot delete all of " + folder + ": " + e);
        }
    }

    private void check(String option, int value) {
        if (value < 1) {
            throw new ParameterException(
                    spec.commandLine(), "Invalid value for option '" + option + "': " + value + " is less than 1");
        }
    }

    private boolean run(Path folder) throws Exception {
        if (!packages) {
            return runSuites(folder);
        }
        return ownSuites ? runPackageSuites(folder) : tryPackages(folder);
    }

    private boolean tryPackages(Path folder) throws Exception {
        Duration limit = limit(together ? LARGE_SECONDS : SECONDS);
        PackageTrial trial = new PackageTrial(clutch(), hosted(), new Patterns(patterns), folder, limit);
        PackageReport result = together ? trial.together() : trial.each();
        show(result.table(), result.page(), result.summary(), result.wrong());
        return result.isGood();
    }

    private boolean runPackageSuites(Path folder) throws Exception {
        Patterns chosen = new Patterns(patterns);
        KnownDifferences known = PackageSuites.known();
        PackageSuites suites = new PackageSuites(clutch(), hosted(), chosen, folder, limit(LARGE_SECONDS));
        return judge(suites.run(), known, chosen, folder);
    }

    private boolean runSuites(Path folder) throws Exception {
        Programme programme = programme();
        Patterns chosen = new Patterns(patterns);
        List<SuitePair> pairs = new Conformance(programme, chosen, folder, jobs, limit(SECONDS)).run(hosted());
        return judge(pairs, programme.known(), chosen, folder);
    }

    private boolean judge(List<SuitePair> pairs, KnownDifferences known, Patterns chosen, Path folder)
            throws IOException {
        Verdict verdict = Verdict.of(pairs, known, chosen.isEmpty());
        Report words = new Report(verdict, known, folder);
        Table table = Table.of(pairs);
        show(table, table.asMarkdown(), words.explained(), words.wrong());
        return verdict.isGood();
    }

    private Duration limit(int usual) {
        return Duration.ofSeconds(seconds == null ? usual : seconds);
    }

    private Programme programme() {
        if (stdlib) {
            return Programme.ofStandardLibrary();
        }
        return python.config().isolation() == Isolation.OWN_RUNTIME
                ? Programme.ofInterpretersWithOwnRuntimes()
                : Programme.ofInterpreters();
    }

    private Python hosted() {
        EngineConfig config = python.config();
        List<String> options = new ArrayList<>(
                List.of("--no-venv", "--isolation", config.isolation().word()));
        config.python().ifPresent(path -> options.addAll(List.of("--python", path.toString())));
        return clutch().with(options);
    }

    private static Python clutch() {
        return Python.hosted(ClutchProgram.words()).with(List.of("run"));
    }

    private void show(Table table, String page, String right, String wrong) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        out.print(table.asText());
        out.print(right);
        out.flush();
        if (report != null) {
            Files.writeString(report, page);
        }
        PrintWriter err = spec.commandLine().getErr();
        err.print(wrong);
        err.flush();
    }
}
