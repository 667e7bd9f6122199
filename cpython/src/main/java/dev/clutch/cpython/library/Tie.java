package dev.clutch.cpython.library;

/** What holds copies in the process, though their runtime has ended. */
sealed interface Tie {
    /** In words. */
    String reason();

    /** Something that may call or read a library at any time. */
    record Fast(String reason) implements Tie {}

    /** Something of Python itself that a library has changed, and that no new runtime sets right. */
    record Changed(String reason) implements Tie {}

    /** A thread of which nobody can tell where it is; it is worth looking again later. */
    record Passing(String reason) implements Tie {}
}
