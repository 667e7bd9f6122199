package dev.clutch.tck;

/** For suites of {@code concurrent.futures.InterpreterPoolExecutor}. */
abstract class ExecutorContract extends PythonContract {
    ExecutorContract() {}

    @Override
    final String prelude() {
        return """
                import logging
                from concurrent.futures import InterpreterPoolExecutor
                from concurrent.futures.interpreter import BrokenInterpreterPool

                def hold(there, back):
                    "Says that it has begun, and returns what it is given."
                    there.put('begun')
                    return back.get()

                def where():
                    from concurrent import interpreters
                    return interpreters.get_current().id

                @contextlib.contextmanager
                def unlogged():
                    logging.disable()
                    try:
                        yield
                    finally:
                        logging.disable(logging.NOTSET)
                """;
    }
}
