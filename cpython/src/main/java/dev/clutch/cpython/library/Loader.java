package dev.clutch.cpython.library;

import java.util.List;

/** The system's loader of libraries, and what libraries leave with the C library. */
public interface Loader {
    /** Loads a library by itself, to be shared by all runtimes, by name or path. */
    void keep(String library);

    /** Gives back one time that a library was opened. */
    void close(String path);

    /** The addresses of the process's signal handlers. */
    List<Long> signalHandlers();

    /**
     * Registers a function that does nothing, to be called at the end of the process; only once, whatever is given later.
     *
     * @param argument what it is called with
     * @return its address
     */
    long registerForExit(long argument);

    /**
     * Makes a key for variables of threads.
     *
     * @param destructor what to note as its destructor; never called, since no thread has a value for it
     */
    long makeThreadKey(long destructor);

    /** Deletes a key; the values that threads have for it are forgotten. */
    void deleteThreadKey(long key);
}
