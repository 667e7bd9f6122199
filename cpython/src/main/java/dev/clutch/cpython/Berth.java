package dev.clutch.cpython;

import dev.clutch.cpython.capi.LibPython;
import dev.clutch.cpython.library.PrivateLibraries;
import dev.clutch.cpython.thread.MemoryMeter;
import dev.clutch.cpython.upcall.HostModule;
import java.io.IOException;

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
        int number, LibPython python, HostModule hostModule, MemoryMeter memory, int life, PrivateLibraries libraries) {

    /**
     * The same for the next runtime.
     *
     * @throws IOException if what the present one had loaded stays, and its files cannot be deleted
     */
    Berth next() throws IOException {
        return new Berth(number, python, hostModule, memory, life + 1, libraries.next());
    }
}
