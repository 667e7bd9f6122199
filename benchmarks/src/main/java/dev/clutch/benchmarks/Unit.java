package dev.clutch.benchmarks;

import java.util.Locale;

/** What a number of a table counts, and how people read it. */
enum Unit {
    /** Nanoseconds. */
    TIME("ns", 1e3, "µs", 1e6, "ms"),
    /** Bytes. */
    MEMORY("B", 1024, "KiB", 1024 * 1024, "MiB");

    private final String name;
    private final double largeSize;
    private final String large;
    private final double hugeSize;
    private final String huge;

    Unit(String name, double largeSize, String large, double hugeSize, String huge) {
        this.name = name;
        this.largeSize = largeSize;
        this.large = large;
        this.hugeSize = hugeSize;
        this.huge = huge;
    }

    String format(double value) {
        if (!Double.isFinite(value)) {
            return digits(value);
        }
        double size = Math.abs(value);
        if (size < largeSize) {
            return digits(value) + " " + name;
        }
        return size < hugeSize ? digits(value / largeSize) + " " + large : digits(value / hugeSize) + " " + huge;
    }

    /** Three digits that mean something; a dash for what was not measured. */
    static String digits(double value) {
        if (!Double.isFinite(value)) {
            return "–";
        }
        double size = Math.abs(value);
        String format = size >= 99.95 ? "%,.0f" : size >= 9.995 ? "%.1f" : size >= 0.0995 ? "%.2f" : "%.4f";
        return String.format(Locale.ROOT, format, value);
    }
}
