/** Packages from PyPI, each with a workload, in several interpreters at once and in plain CPython. */
package dev.clutch.cli.packages;
