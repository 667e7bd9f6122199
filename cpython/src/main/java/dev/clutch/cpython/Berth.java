package dev.clutch.cpython;

import dev.clutch.cpython.capi.LibPython;
import dev.clutch.cpython.library.PrivateLibraries;
import dev.clutch.cpython.thread.MemoryMeter;
import dev.clutch.cpython.upcall.HostModule;

/**
 * Room for one runtime: a loaded copy of libpython. It stays loaded when the runtime has ended, since code of other
 * libraries may still point into it, and serves the next one.
 *
 * @param number names it; counted from 1
 * @param python the copy
 * @param hostModule what interpreters in it call Java by
 * @param memory counts what the copy has taken, for all its runtimes
 * @param life how many runtimes it had before
 * @param libraries the private libraries of the present one
 */
record Berth(
        int number,
        LibPython python,
        HostModule hostModule,
        MemoryMeter memory,
        int life,
        PrivateLibraries libraries) {}
