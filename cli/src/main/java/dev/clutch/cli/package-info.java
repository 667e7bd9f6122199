/** The command {@code clutch}: one class for each of its subcommands. */
package dev.clutch.cli;
