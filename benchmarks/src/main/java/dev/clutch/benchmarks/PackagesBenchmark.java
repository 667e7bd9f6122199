package dev.clutch.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * numpy and other packages in interpreters with runtimes of their own, beside processes. The packages are fetched from
 * PyPI when they are first measured.
 */
final class PackagesBenchmark {
    private static final String SCRIPT = "packages.py";
    private static final int MANY = 64;
    private static final int LARGE = 32;
    private static final int CYCLES = Integer.getInteger("cycles", 500);
    private static final List<String> CYCLED = List.of("numpy", "pandas", "lxml", "pydantic");

    private static final Rival PACKAGES = new Rival("packages");
    private static final List<String> WANTED =
            List.of("numpy==2.5.5", "pandas==3.1.1", "lxml==6.1.3", "pydantic==2.14.4", "scikit-learn==1.9.1");

    private final Machine machine;
    private final Path script;

    private PackagesBenchmark(Machine machine) throws IOException {
        this.machine = machine;
        this.script = Child.unpack(SCRIPT);
    }

    /** Run from the root of the repository, where the launcher is. */
    static Table table(Machine machine) throws Exception {
        PackagesBenchmark benchmark = new PackagesBenchmark(machine);
        Results results = PACKAGES.measure(benchmark::install, benchmark::measure);
        Table table = new Table("packages, own runtimes", Unit.TIME);
        results.skipped().ifPresent(table::note);
        speed(table, results);
        memory(table, results, "numpy", MANY);
        memory(table, results, "sklearn", LARGE);
        cycles(table, results);
        return table;
    }

    private void install(Path folder) throws IOException, InterruptedException {
        PACKAGES.run(Map.of(), List.of(machine.python().toString(), "-m", "venv", folder.toString()));
        List<String> pip = List.of(python(folder), "-m", "pip", "install", "--only-binary=:all:");
        PACKAGES.run(Map.of(), Stream.concat(pip.stream(), WANTED.stream()).toList());
    }

    private static String python(Path venv) {
        return venv.resolve("bin/python").toString();
    }

    private Results measure(Path venv) throws IOException, InterruptedException {
        List<String> clutch = List.of(
                Path.of("clutch").toAbsolutePath().toString(), "run", "--isolation=own-runtime", "--python=" + venv);
        List<String> plain = List.of(python(venv));
        Results results = new Results();
        run(results, clutch, "cores");
        for (String size : List.of("numpy " + MANY, "sklearn " + LARGE)) {
            run(results, clutch, ("alive " + size).split(" ", -1));
            run(results, plain, "process", size.split(" ", -1)[0]);
        }
        for (String name : CYCLED) {
            run(results, clutch, "cycles", name, String.valueOf(CYCLES));
        }
        return results;
    }

    private void run(Results all, List<String> python, String... words) throws IOException, InterruptedException {
        Progress.say("packages: " + String.join(" ", words) + " …");
        List<String> command = new ArrayList<>(python);
        command.add(script.toString());
        command.addAll(List.of(words));
        all.addAll(Child.run(command, Map.of("OPENBLAS_NUM_THREADS", "1", "OMP_NUM_THREADS", "1")));
    }

    private static void speed(Table table, Results results) {
        double one = results.get("interpreters one");
        double two = results.get("interpreters two");
        double process = results.get("processes one");
        double processes = results.get("processes two");
        table.row("mixed work in one", one, "one process", process)
                .row("mixed work in each of two at once", two, "two processes", processes)
                .note("two do %s times the work of one in the same time; two processes %s times"
                        .formatted(Unit.digits(2 * one / two), Unit.digits(2 * process / processes)));
    }

    private static void memory(Table table, Results results, String name, int count) {
        table.row("create one of " + count + " with " + name + ", median", results.get(name + " create"))
                .row("create one of " + count + " with " + name + ", best", results.get(name + " create best"))
                .row(
                        Unit.MEMORY,
                        "RSS of one of " + count + " with " + name,
                        results.get(name + " resident"),
                        "a process with it",
                        results.get(name + " process"));
    }

    private static void cycles(Table table, Results results) {
        for (String name : CYCLED) {
            table.row("create, import, compute, close: " + name, results.get(name + " cycle"));
            table.note(
                    "%.0f cycles with %s without a crash; each leaves %s, %s of it in use of malloc, and %s mapped areas"
                            .formatted(
                                    results.get(name + " cycles"),
                                    name,
                                    Unit.MEMORY.format(results.get(name + " left")),
                                    Unit.MEMORY.format(results.get(name + " malloc left")),
                                    Unit.digits(results.get(name + " areas left"))));
        }
    }
}
