package dev.clutch.cli;

import picocli.CommandLine.Command;

/** {@code clutch bench}. */
@Command(
        name = "bench",
        description = "Measure Clutch beside its rivals: calls, messages, pool, lifecycle, startup or all; in a"
                + " checkout of its sources.",
        customSynopsis = "clutch bench GROUP")
final class BenchCommand extends LauncherCommand {}
