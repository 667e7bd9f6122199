package dev.clutch.cli.packages;

import dev.clutch.cli.conformance.DataFile;
import dev.clutch.cli.conformance.Suite;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A package that is on the checked-in list.
 *
 * @param rank its place among the most downloaded of PyPI
 * @param version the one that is tried
 */
public record TriedPackage(String name, Kind kind, int rank, String version) {
    /** What a package is made of. */
    public enum Kind {
        /** It has extension modules. */
        COMPILED,
        /** It is Python only. */
        PURE
    }

    /** All of the list, in its order. */
    public static List<TriedPackage> all() {
        Map<String, String> versions = Requirements.checkedIn().versions();
        return new DataFile("packages.txt")
                .lines().stream().map(line -> parse(line, versions)).toList();
    }

    /** Reads {@code RANK KIND NAME}. */
    static TriedPackage parse(String line, Map<String, String> versions) {
        String[] words = line.split("\\s+", -1);
        if (words.length != 3 || !versions.containsKey(words[2])) {
            throw new IllegalArgumentException("not 'RANK KIND NAME' with a version among the requirements: " + line);
        }
        Kind kind = Kind.valueOf(words[1].toUpperCase(Locale.ROOT));
        return new TriedPackage(words[2], kind, Integer.parseInt(words[0]), versions.get(words[2]));
    }

    /** The name of its workload. */
    String workload() {
        return name.replace('-', '_');
    }

    /** The file with its workload, beside the classes of the conformance tests. */
    DataFile file() {
        return new DataFile("workloads/" + workload() + ".py");
    }

    /** To be run as a suite is. */
    Suite suite() {
        return new Suite(name, name, true);
    }
}
