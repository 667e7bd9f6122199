package dev.clutch.tck;

import org.junit.jupiter.api.Test;

/** {@code concurrent.futures.InterpreterPoolExecutor}. */
public abstract class PoolContract extends PythonContract {

    /** For subclasses. */
    protected PoolContract() {}

    @Test
    void tasksRunInOtherInterpreters() {
        everywhere("""
                from concurrent.futures import InterpreterPoolExecutor
                def where(n):
                    from concurrent import interpreters
                    return n, interpreters.get_current().id
                before = list_all()
                with InterpreterPoolExecutor(2) as pool:
                    results = list(pool.map(where, range(6)))
                assert [n for n, _ in results] == list(range(6))
                assert get_current().id not in {id for _, id in results}
                assert list_all() == before
                """);
    }

    @Test
    void theOriginalExceptionComesBackWithASnapshotAsItsCause() {
        everywhere("""
                from concurrent.futures import InterpreterPoolExecutor
                def fail():
                    raise KeyError('colour', 1)
                with InterpreterPoolExecutor(1) as pool:
                    error = pool.submit(fail).exception()
                assert type(error) is KeyError and error.args == ('colour', 1)
                assert type(error.__cause__) is ExecutionFailed
                assert error.__cause__.excinfo.formatted == "KeyError: ('colour', 1)"
                assert 'in fail' in str(error.__cause__), str(error.__cause__)
                """);
    }

    @Test
    void anExceptionComesBackTheWayOfTheResult() {
        everywhere("""
                from concurrent.futures import InterpreterPoolExecutor
                from concurrent.interpreters import _queues
                before = _queues.list_all()
                with InterpreterPoolExecutor(1) as pool:
                    assert type(pool.submit(divmod, 1, 0).exception()) is ZeroDivisionError
                    assert _queues.list_all() == before
                """);
    }

    @Test
    void anExceptionThatCannotCrossIsAnExecutionFailed() {
        everywhere("""
                from concurrent.futures import InterpreterPoolExecutor
                def fail():
                    class Local(Exception): pass
                    raise Local('stays')
                with InterpreterPoolExecutor(1) as pool:
                    error = pool.submit(fail).exception()
                assert type(error) is ExecutionFailed and error.excinfo.type.__name__ == 'Local'
                """);
    }

    @Test
    void theInitializerRunsFirstAndItsGlobalsStay() {
        everywhere("""
                from concurrent.futures import InterpreterPoolExecutor
                state = None
                def begin(value):
                    global state
                    state = value
                def get():
                    return state
                with InterpreterPoolExecutor(1, initializer=begin, initargs=('set',)) as pool:
                    assert pool.submit(get).result() == 'set'
                assert state is None
                """);
    }

    @Test
    void aFailingInitializerBreaksThePool() {
        everywhere("""
                import logging
                from concurrent.futures import InterpreterPoolExecutor
                from concurrent.futures.interpreter import BrokenInterpreterPool
                def fail():
                    raise ValueError('no')
                logging.disable()
                with InterpreterPoolExecutor(1, initializer=fail) as pool:
                    assert type(pool.submit(int).exception()) is BrokenInterpreterPool
                logging.disable(logging.NOTSET)
                """);
    }

    @Test
    void scriptsAndWhatCannotBeSentAreRefused() {
        everywhere("""
                from concurrent.futures import InterpreterPoolExecutor
                def closure(y):
                    return lambda x: x + y
                with InterpreterPoolExecutor(1) as pool:
                    raises(TypeError, pool.submit, 'pass')
                    assert type(pool.submit(closure(1), 2).exception()) is NotShareableError
                    assert pool.submit(len, 'ab').result() == 2
                raises(TypeError, InterpreterPoolExecutor, initializer='pass')
                """);
    }

    @Test
    void argumentsThatCannotBeRebuiltAreNotShareable() {
        everywhere("""
                import fractions
                from concurrent.futures import InterpreterPoolExecutor
                class OneWay:
                    def __reduce__(self): return int, ('no number',)
                with InterpreterPoolExecutor(1) as pool:
                    error = pool.submit(len, OneWay()).exception()
                assert type(error) is NotShareableError and 'args not shareable' in str(error), repr(error)
                assert 'no number' in str(error.__cause__), repr(error.__cause__)
                """);
    }
}
