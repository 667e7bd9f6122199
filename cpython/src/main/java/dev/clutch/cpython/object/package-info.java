/** References to Python objects that Java owns, and Python's exceptions in Java. */
package dev.clutch.cpython.object;
