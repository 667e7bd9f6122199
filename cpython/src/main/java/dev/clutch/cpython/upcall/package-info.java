/** Where Python enters Java: the module {@code _clutch} and the barrier that all its functions pass. */
package dev.clutch.cpython.upcall;
