package dev.clutch.cpython.library;

/** What holds copies in the process, though their runtime has ended. */
sealed interface Tie {
    /** In words. */
    String reason();

    /**
     * Something that may call or read a library at any time.
     *
     * @param library the library's file
     */
    record Fast(String reason, String library) implements Tie {}

    /**
     * Something of Python itself that a library has changed, and that no new runtime sets right.
     *
     * @param library the library's file
     */
    record Changed(String reason, String library) implements Tie {}

    /** A thread of which nobody can tell where it is; it is worth looking again later. */
    record Passing(String reason) implements Tie {}
}
