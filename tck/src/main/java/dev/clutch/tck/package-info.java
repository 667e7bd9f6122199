/** The contract of an engine: extend each {@code ...Contract} in the tests of the engine's module. */
package dev.clutch.tck;
