package dev.clutch.cli;

import picocli.CommandLine.Option;

/** The option that every command has. */
final class HelpOption {
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;
}
