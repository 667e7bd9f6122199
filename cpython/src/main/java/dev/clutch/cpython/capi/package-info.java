/**
 * The C API of one loaded libpython, one class for each group of CPython's headers. The only package
 * that touches raw memory or calls native code.
 *
 * <p>A {@code long} that is named after an object is a {@code PyObject*}. Methods return new
 * references that the caller must drop, unless their name or comment says "borrowed"; they borrow
 * their arguments unless it says "steals". Methods that can fail return 0 or -1 with a Python error
 * set, as in C: {@link dev.clutch.cpython.object.PyErrors} turns it into a Java exception.
 *
 * <p>All of them but a few in {@link dev.clutch.cpython.capi.Threads} may only be called by a thread
 * that is attached to the interpreter which owns the objects.
 */
package dev.clutch.cpython.capi;
