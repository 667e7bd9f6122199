/**
 * What Python may ask of Java: a table of named functions that an engine shows to Python as the
 * built-in module {@code _clutch}.
 */
package dev.clutch.host;
