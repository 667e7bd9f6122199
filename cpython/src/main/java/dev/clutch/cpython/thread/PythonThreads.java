package dev.clutch.cpython.thread;

import java.util.List;
import java.util.Optional;

/** What only Python itself knows about the threads that it has started in an interpreter. */
public interface PythonThreads {
    /** For an interpreter in which nobody but Clutch has run anything yet. */
    PythonThreads NONE = new PythonThreads() {
        @Override
        public void join(Attached attached) {
            // There are none.
        }

        @Override
        public Optional<List<Long>> stop(Attached attached) {
            return Optional.empty();
        }
    };

    /** Joins them, however long that takes, and runs the interpreter's exit handlers. */
    void join(Attached attached);

    /**
     * Asks them to end, as far as Python's libraries know how; called again and again.
     *
     * @return the idents of those that should be interrupted; empty when all have ended
     */
    Optional<List<Long>> stop(Attached attached);
}
