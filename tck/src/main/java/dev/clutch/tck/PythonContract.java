package dev.clutch.tck;

import dev.clutch.Interpreter;
import dev.clutch.queue.MessageQueue;
import org.junit.jupiter.api.AfterEach;

/**
 * For suites that are Python code: it runs once in an own-GIL interpreter and once in the main one,
 * as the body of {@code __main__} in both.
 */
abstract class PythonContract extends EngineContract {
    private static final String PRELUDE = """
            import contextlib, gc, time
            from concurrent import interpreters
            from concurrent.interpreters import *

            def raises(error, function, *args, **kwargs):
                try:
                    function(*args, **kwargs)
                except error as caught:
                    return caught
                raise AssertionError(f'{function} did not raise {error}')

            @contextlib.contextmanager
            def replaced(owner, name):
                "Whatever is assigned to the name meanwhile, afterwards it is what it was."
                original = getattr(owner, name)
                try:
                    yield original
                finally:
                    setattr(owner, name, original)
            """;

    private static final String SWEEP = """
            for name in [name for name in globals() if not name.startswith('__')]:
                del globals()[name]
            import gc
            gc.collect()
            del gc
            """;

    PythonContract() {}

    /** Runs assertions in both kinds of interpreter. */
    final void everywhere(String source) {
        run(python(), source);
        run(interpreters().main(), source);
    }

    /** What every test of the suite begins with, besides what is there for all of them. */
    String prelude() {
        return "";
    }

    private void run(Interpreter interpreter, String source) {
        interpreter.exec(PRELUDE);
        try {
            interpreter.exec(prelude());
            interpreter.exec(source);
        } finally {
            interpreter.exec(SWEEP);
        }
    }

    /** Python's queues have no {@code close}. */
    @AfterEach
    final void closeQueues() {
        interpreters().queues().forEach(MessageQueue::close);
    }
}
