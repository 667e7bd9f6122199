package dev.clutch.cli.conformance;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A verdict in words.
 *
 * @param folder what the tests have printed is below it
 */
public record Report(Verdict verdict, KnownDifferences known, Path folder) {

    /** The differences that are right, with their reasons; empty if there are none. */
    public String explained() {
        Map<String, List<Difference>> byReason = verdict.explained().keySet().stream()
                .collect(Collectors.groupingBy(
                        difference -> verdict.explained().get(difference), LinkedHashMap::new, Collectors.toList()));
        StringBuilder text = new StringBuilder();
        byReason.forEach((reason, differences) -> {
            text.append('\n').append(reason).append('\n');
            differences.forEach(
                    difference -> text.append("  ").append(difference).append('\n'));
        });
        return text.toString();
    }

    /** What is wrong, and what to do about it; empty if nothing is. */
    public String wrong() {
        StringBuilder text = new StringBuilder();
        for (SuiteRun run : verdict.dead()) {
            text.append("\n%s in %s Python %s\n  all it printed: %s\n"
                    .formatted(run.suite().module(), run.python(), run.death().orElseThrow(), run.output()));
        }
        addUnexplained(text);
        if (!verdict.stale().isEmpty()) {
            text.append("\nOn the list %s, but not so any more; take them off it:\n".formatted(known.file()));
            verdict.stale().forEach(id -> text.append("  ").append(id).append('\n'));
        }
        return text.toString();
    }

    private void addUnexplained(StringBuilder text) {
        List<Difference> differences = verdict.unexplained();
        if (differences.isEmpty()) {
            return;
        }
        text.append("\nNot on the list %s:\n".formatted(known.file()));
        differences.forEach(difference -> text.append("  ").append(difference).append(quoted(difference)));
        text.append("What the tests printed: ").append(folder).append("/{clutch,plain}/SUITE.txt\n");
        text.append("To run one alone, give its name to 'clutch conformance'.\n");
    }

    private static String quoted(Difference difference) {
        return difference.text().isEmpty() ? "\n" : "\n      " + difference.text() + "\n";
    }
}
