package dev.clutch.cli.conformance;

import java.util.List;

/**
 * What there is to run: suites, how they are run, and the differences that are known.
 *
 * @param ownGil whether ours run in an isolated interpreter; else in the main one
 * @param resources what tests may use, in the words of {@code python -m test -u}
 */
public record Programme(List<Suite> suites, boolean ownGil, List<String> resources, KnownDifferences known) {

    /** CPython's tests of the interpreters API. They make interpreters themselves. */
    public static Programme ofInterpreters() {
        return read("interpreters", false, List.of("cpu", "walltime"));
    }

    /** The same, where interpreters are made with runtimes of their own; some differences come on top then. */
    public static Programme ofInterpretersWithOwnRuntimes() {
        Programme usual = ofInterpreters();
        return new Programme(usual.suites, usual.ownGil, usual.resources, usual.known.with(differences("own-runtime")));
    }

    /** CPython's tests of modules that know nothing of interpreters. */
    public static Programme ofStandardLibrary() {
        return read("stdlib", true, List.of());
    }

    private static Programme read(String name, boolean ownGil, List<String> resources) {
        List<Suite> suites = new DataFile(name + "-suites.txt")
                .lines().stream().map(Suite::parse).toList();
        return new Programme(suites, ownGil, resources, differences(name));
    }

    private static KnownDifferences differences(String name) {
        DataFile known = new DataFile(name + "-differences.txt");
        return KnownDifferences.parse(known.name(), known.lines());
    }
}
