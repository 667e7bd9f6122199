package dev.clutch.benchmarks;

/** What is being done, on standard error: standard output has nothing but results. */
final class Progress {
    private Progress() {}

    static void say(String text) {
        System.err.println("# " + text);
    }
}
