package dev.clutch.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A table of results, as text with aligned columns. Less is better in every row. */
final class Table {
    private static final String GAP = "  ";
    private static final String NOTHING = "–";

    private final Unit unit;
    private final List<List<String>> lines = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    Table(String title, Unit unit) {
        this.unit = unit;
        lines.add(List.of(title, "Clutch", "rival", "ratio", ""));
    }

    /** A row; the ratio is Clutch's number divided by the rival's. */
    Table row(String work, double clutch, String rival, double rivals) {
        return row(unit, work, clutch, rival, rivals);
    }

    /** A row that counts something else than the others. */
    Table row(Unit other, String work, double clutch, String rival, double rivals) {
        lines.add(
                List.of(work, other.format(clutch), other.format(rivals), Unit.digits(clutch / rivals), "÷ " + rival));
        return this;
    }

    /** A row that has no rival. */
    Table row(String work, double clutch) {
        lines.add(List.of(work, unit.format(clutch), NOTHING, NOTHING, ""));
        return this;
    }

    /** A line of its own below the rows. */
    void note(String text) {
        notes.add(text);
    }

    String text() {
        int[] widths = IntStream.range(0, lines.getFirst().size())
                .map(column -> lines.stream()
                        .mapToInt(line -> line.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        return Stream.concat(lines.stream().map(line -> text(line, widths)), notes.stream())
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    private static String text(List<String> cells, int[] widths) {
        StringBuilder text = new StringBuilder(pad(cells.getFirst(), -widths[0]));
        for (int i = 1; i < cells.size() - 1; i++) {
            text.append(GAP).append(pad(cells.get(i), widths[i]));
        }
        return text.append(GAP).append(cells.getLast()).toString().stripTrailing();
    }

    /** With spaces before it, or after it if the width is negative. */
    private static String pad(String text, int width) {
        String spaces = " ".repeat(Math.abs(width) - text.length());
        return width < 0 ? text + spaces : spaces + text;
    }
}
