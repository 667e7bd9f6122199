package dev.clutch.cpython.thread;

import java.util.List;

/** What only Python itself knows about the threads that it has started in an interpreter. */
public interface PythonThreads {

    /** Joins them, and runs the interpreter's exit handlers. Blocks. */
    void join(Attached attached);

    /** Their idents. */
    List<Long> idents(Attached attached);
}
