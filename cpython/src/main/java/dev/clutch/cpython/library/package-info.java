/** Private copies of shared libraries, one set for each runtime, and the cache that they are kept in. */
package dev.clutch.cpython.library;
