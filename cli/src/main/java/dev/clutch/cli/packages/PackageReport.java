package dev.clutch.cli.packages;

import dev.clutch.cli.conformance.Table;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What came out, in words.
 *
 * @param skipped packages that could not be installed, and why
 * @param version CPython's
 * @param folder what the workloads have printed is below it
 */
public record PackageReport(List<Comparison> comparisons, Map<String, String> skipped, String version, Path folder) {
    private static final List<String> HEADS = List.of(
            "package",
            "kind",
            "version",
            "rank",
            "right",
            "extensions",
            "crash",
            "error",
            "wrong",
            "fallback",
            "seconds");
    private static final int WORDS = 3;
    private static final String INTRODUCTION = """
            Each package's workload (`cli/src/main/python/workloads`) ran in plain CPython, and in four interpreters at once and
            then in four new ones, in a process of its own. **right**: how many of these eight have plain CPython's result.
            **extensions**: how many of the extension modules that plain CPython loads for it are loaded in all of them.
            **crash**: processes that crashed or did not end. **error**: interpreters in which an exception was raised.
            **wrong**: those with another result. **fallback**: extension modules that one went on without.
            **rank**: among the most downloaded of PyPI, November 2026. A pure package may load other packages' modules.
            """;

    /** Copies the lists. */
    public PackageReport {
        comparisons = List.copyOf(comparisons);
        skipped = Map.copyOf(skipped);
    }

    /** Whether all packages work as in plain CPython. One that does not work there is no failure of ours. */
    public boolean isGood() {
        return comparisons.stream().allMatch(one -> one.isGood() || !one.worksInPlain());
    }

    /** A row for each package. */
    public Table table() {
        List<List<String>> rows = new ArrayList<>(List.of(HEADS));
        comparisons.stream().map(PackageReport::row).forEach(rows::add);
        return new Table(rows, WORDS);
    }

    private static List<String> row(Comparison one) {
        TriedPackage tried = one.tried();
        int modules = one.plain().allModules().size();
        return List.of(
                tried.name(),
                tried.kind().name().toLowerCase(Locale.ROOT),
                tried.version(),
                String.valueOf(tried.rank()),
                one.worksInPlain() ? one.right() + " of " + one.expected() : "–",
                modules - one.lacking().size() + " of " + modules,
                String.valueOf(one.crashes()),
                String.valueOf(one.failed()),
                one.worksInPlain() ? String.valueOf(one.wrong()) : "–",
                String.valueOf(one.lacking().size()),
                String.format(Locale.ROOT, "%.1f", one.seconds()));
    }

    /** The sum, in a line for each kind of package, and a line for each that was skipped. */
    public String summary() {
        Stream<String> kinds = Stream.of(TriedPackage.Kind.values()).map(this::summary);
        Stream<String> without =
                skipped.entrySet().stream().map(entry -> "skipped: " + entry.getKey() + ": " + entry.getValue());
        return String.join("\n", Stream.concat(kinds, without).toList()) + "\n";
    }

    private String summary(TriedPackage.Kind kind) {
        List<Comparison> ofKind =
                comparisons.stream().filter(one -> one.tried().kind() == kind).toList();
        long good = ofKind.stream().filter(Comparison::isGood).count();
        return "%d of %d %s packages work as in plain CPython"
                .formatted(good, ofKind.size(), kind.name().toLowerCase(Locale.ROOT));
    }

    /** All of it as a page. */
    public String page() {
        String wrong = wrong();
        return "# Packages from PyPI in interpreters with runtimes of their own\n\n"
                + "Written by `clutch conformance --packages --report docs/packages.md` on %s, with CPython %s and JDK %s.\n\n"
                        .formatted(LocalDate.now(ZoneOffset.UTC), version, System.getProperty("java.version"))
                + INTRODUCTION
                + "\n" + table().asMarkdown() + "\n" + summary()
                + (wrong.isEmpty() ? "" : "\nWhat was wrong:\n\n```" + wrong + "```\n");
    }

    /** What is wrong; empty if nothing is. */
    public String wrong() {
        StringBuilder text = new StringBuilder();
        Set<Parties> told = new HashSet<>();
        for (Comparison one : comparisons) {
            List<String> surroundings = told.add(one.ours()) ? one.surroundings() : List.of();
            List<String> lines = Stream.concat(surroundings.stream(), one.differences().stream())
                    .toList();
            if (!lines.isEmpty()) {
                text.append('\n').append(one.tried().name()).append('\n');
                lines.forEach(line -> text.append("  ").append(line).append('\n'));
            }
        }
        return text.isEmpty() ? "" : text + "\nWhat the workloads printed: " + folder + "/{clutch,plain}/NAME.txt\n";
    }
}
