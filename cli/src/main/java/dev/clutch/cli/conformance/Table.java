package dev.clutch.cli.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Rows of cells, the first of which are the heads of the columns.
 *
 * @param words how many of the columns are words; the others are numbers, and stand on the right
 */
public record Table(List<List<String>> rows, int words) {

    /** Copies the rows. */
    public Table {
        rows = List.copyOf(rows);
    }

    /** The counts of all runs: two rows for each suite, ours above plain CPython's, and two for all of them. */
    public static Table of(List<SuitePair> pairs) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(heads());
        for (SuitePair pair : pairs) {
            rows.add(row(pair.plain().suite().label(), List.of(pair.ours())));
            rows.add(row("", List.of(pair.plain())));
        }
        rows.add(row("all", pairs.stream().map(SuitePair::ours).toList()));
        rows.add(row("", pairs.stream().map(SuitePair::plain).toList()));
        return new Table(rows, 2);
    }

    private static List<String> heads() {
        Stream<String> outcomes = Outcome.COUNTED.stream().map(Outcome::word);
        return Stream.of(Stream.of("suite", "python"), outcomes, Stream.of("seconds"))
                .flatMap(cells -> cells)
                .toList();
    }

    private static List<String> row(String label, List<SuiteRun> runs) {
        Stream<String> counts = Outcome.COUNTED.stream()
                .map(outcome -> String.valueOf(
                        runs.stream().mapToLong(run -> run.count(outcome)).sum()));
        double seconds = runs.stream().mapToDouble(SuiteRun::seconds).sum();
        return Stream.of(
                        Stream.of(label, runs.getFirst().python()),
                        counts,
                        Stream.of(String.format(Locale.ROOT, "%.1f", seconds)))
                .flatMap(cells -> cells)
                .toList();
    }

    /** For people at a terminal. */
    public String asText() {
        List<Integer> widths = IntStream.range(0, rows.getFirst().size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .boxed()
                .toList();
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            List<String> cells = IntStream.range(0, row.size())
                    .mapToObj(column -> pad(row.get(column), widths.get(column), column < words))
                    .toList();
            text.append(String.join("  ", cells).stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static String pad(String cell, int width, boolean left) {
        return String.format(Locale.ROOT, "%" + (left ? "-" : "") + width + "s", cell);
    }

    /** As a table in Markdown. */
    public String asMarkdown() {
        List<String> lines = new ArrayList<>(
                rows.stream().map(row -> "| " + String.join(" | ", row) + " |").toList());
        lines.add(1, "|---".repeat(words) + "|--:".repeat(rows.getFirst().size() - words) + "|");
        return String.join("\n", lines) + "\n";
    }
}
