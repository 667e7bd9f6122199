package dev.clutch.cli;

import dev.clutch.Interpreter;
import dev.clutch.Interpreters;
import dev.clutch.config.EngineConfig;
import dev.clutch.error.ClutchException;
import dev.clutch.spi.CacheFolder;
import dev.clutch.spi.EngineInfo;
import dev.clutch.spi.EngineProvider;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code clutch doctor}: what Clutch runs on, what is wrong, and the fix. */
@Command(name = "doctor", description = "Show what Clutch runs on, check and mend the cache, and try an interpreter.")
final class DoctorCommand implements Callable<Integer> {
    @Mixin
    private final PythonOption python = new PythonOption();

    @Option(
            names = "--extensions",
            description = "Import the modules in an interpreter with a runtime of its own, and show for each compiled"
                    + " module and library whether it is a private copy, and why.")
    private boolean extensions;

    @Parameters(paramLabel = "MODULE", description = "What to import, with --extensions.")
    private List<String> modules = List.of();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (!extensions && !modules.isEmpty()) {
            throw new UnmatchedArgumentException(spec.commandLine(), modules);
        }
        return extensions ? new ExtensionsReport(python.config(), this::row).show(modules) ? 0 : 1 : checkAll();
    }

    private int checkAll() {
        EngineConfig config = python.config();
        File cache = CacheFolder.at(config.cache()).root().toFile();
        row("clutch", Versions.clutch());
        row("java", Runtime.version() + " at " + System.getProperty("java.home"));
        row("cores", String.valueOf(Runtime.getRuntime().availableProcessors()));
        showVariables();
        row("cache", cache.toString());
        boolean well = check("bundle", () -> repair(config, cache)) && check("python", () -> tryPython(config));
        if (well) {
            row("", "All is well.");
        }
        return well ? 0 : 1;
    }

    /** Those that change what Python and Clutch do; a forgotten one is a frequent fault. */
    private void showVariables() {
        System.getenv().entrySet().stream()
                .filter(variable -> variable.getKey().matches("(PYTHON|CLUTCH_).*"))
                .map(variable -> variable.getKey() + "=" + variable.getValue())
                .sorted()
                .forEach(assignment -> row("environment", assignment));
    }

    private static String repair(EngineConfig config, File cache) {
        if (config.python().isPresent()) {
            return "not used, your own Python is";
        }
        File[] entries = cache.listFiles(File::isDirectory);
        if (entries == null || entries.length == 0) {
            return "not unpacked yet";
        }
        boolean mended = ServiceLoader.load(EngineProvider.class)
                .findFirst()
                .map(provider -> provider.repair(config))
                .orElse(false);
        return mended ? "was damaged; unpacked anew" : "whole";
    }

    private String tryPython(EngineConfig config) {
        try (Interpreters interpreters = Interpreters.open(config);
                Interpreter interpreter = interpreters.create()) {
            EngineInfo info = interpreters.engine();
            Object answer = interpreter.call("operator:mul", 6, 7);
            row("library", info.library().toString());
            row("executable", info.executable().toString());
            return info.engine() + " " + info.version() + ", 6 * 7 is " + answer + " in an interpreter of its own";
        }
    }

    private boolean check(String what, Callable<String> step) {
        try {
            row(what, step.call());
            return true;
        } catch (ClutchException e) {
            row(what, "WRONG: " + e.getMessage());
        } catch (Exception e) {
            row(what, "WRONG, and not foreseen: " + e);
        }
        return false;
    }

    private void row(String what, String value) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%-12s %s%n", what, value);
        out.flush();
    }
}
