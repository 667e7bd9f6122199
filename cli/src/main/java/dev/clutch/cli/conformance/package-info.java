/** CPython's own tests, run here and in a plain Python, and compared. */
package dev.clutch.cli.conformance;
