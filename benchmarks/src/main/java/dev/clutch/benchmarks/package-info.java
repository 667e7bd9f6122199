/** Clutch beside its rivals, measured in the same run on the same machine. */
package dev.clutch.benchmarks;
