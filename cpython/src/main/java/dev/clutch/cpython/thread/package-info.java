/** Thread states: how threads enter and leave interpreters, are interrupted there, and end. */
package dev.clutch.cpython.thread;
