package dev.clutch.cli;

import picocli.CommandLine.Command;

/** {@code clutch test}. */
@Command(
        name = "test",
        description = "Build all of Clutch and run every test, CPython's last; in a checkout of its sources.",
        customSynopsis = "clutch test [ARGUMENTS FOR MAVEN]")
final class TestCommand extends LauncherCommand {}
