/** All that an engine must do: create interpreters, run code in them, convert, interrupt and close. */
package dev.clutch.spi;
