package dev.clutch.tck;

import org.junit.jupiter.api.Test;

/** {@code _interpreters} and {@code _interpqueues}, which other people's code uses too. */
public abstract class LowLevelContract extends PythonContract {

    /** For subclasses. */
    protected LowLevelContract() {}

    @Test
    void interpretersKnowWhereTheyCameFrom() {
        everywhere("""
                import _interpreters
                id = _interpreters.create()
                assert _interpreters.whence(id) == _interpreters.WHENCE_STDLIB
                assert _interpreters.whence(0) == _interpreters.WHENCE_RUNTIME
                assert _interpreters.get_main() == (0, _interpreters.WHENCE_RUNTIME)
                assert get_main().whence == 'runtime init' and Interpreter(id).whence == '_interpreters module'
                assert (id, _interpreters.WHENCE_STDLIB) in _interpreters.list_all()
                _interpreters.destroy(id)
                raises(InterpreterNotFoundError, _interpreters.whence, id)
                """);
    }

    @Test
    void interpretersThatJavaMadeCountAsMadeByTheModule() {
        python().exec("""
                import _interpreters
                assert _interpreters.get_current()[1] == _interpreters.WHENCE_STDLIB
                """);
    }

    @Test
    void theIdOfJavaIsTheIdOfPython() {
        python().exec("import _interpreters; assert _interpreters.get_main()[0] == "
                + interpreters().main().id());
        python().exec("import _interpreters; assert _interpreters.get_current()[0] == " + python().id());
    }

    @Test
    void idsAreChecked() {
        everywhere("""
                import _interpreters
                for function in (_interpreters.whence, _interpreters.is_running, _interpreters.destroy,
                                 _interpreters.get_config, _interpreters.incref, _interpreters.decref):
                    raises(InterpreterNotFoundError, function, 10**9)
                    raises(ValueError, function, -1)
                    raises(OverflowError, function, 10**30)
                    for wrong in ('1', 1.0, None):
                        raises(TypeError, function, wrong)
                """);
    }

    @Test
    void restrictRefusesTheMainInterpreter() {
        everywhere("""
                import _interpreters
                for function in (_interpreters.is_running, _interpreters.get_config, _interpreters.incref):
                    error = raises(InterpreterError, function, 0, restrict=True)
                    assert 'unrecognized' in str(error), error
                assert _interpreters.is_running(0)
                """);
    }

    @Test
    void execReturnsTheFailureAsASnapshot() {
        everywhere("""
                import _interpreters
                id = _interpreters.create()
                assert _interpreters.exec(id, 'x = 1') is None
                failure = _interpreters.run_string(id, 'raise KeyError(x, y)', {'y': 'shared'})
                assert failure.formatted == "KeyError: (1, 'shared')", failure
                assert _interpreters.run_func(id, lambda: None) is None
                raises(ValueError, _interpreters.run_func, id, lambda: 1)
                raises(TypeError, _interpreters.run_string, id, b'pass')
                raises(SyntaxError, _interpreters.exec, id, 'x = = 1')
                raises(NotShareableError, _interpreters.exec, id, 'pass', {'x': []})
                assert _interpreters.call(id, pow, (2,), {'exp': 5}) == (32, None)
                assert _interpreters.call(id, len)[1].type.__name__ == 'TypeError'
                _interpreters.destroy(id)
                """);
    }

    @Test
    void captureExceptionMakesTheSameSnapshot() {
        everywhere("""
                import _interpreters
                assert _interpreters.capture_exception() is None
                try:
                    1 / 0
                except ZeroDivisionError:
                    assert _interpreters.capture_exception().formatted == 'ZeroDivisionError: division by zero'
                assert _interpreters.capture_exception(KeyError('k')).msg == "'k'"
                raises(TypeError, _interpreters.capture_exception, 'no exception')
                """);
    }

    @Test
    void configurationsHavePresetsAndOverrides() {
        everywhere("""
                import _interpreters
                config = _interpreters.new_config('isolated', allow_daemon_threads=True)
                id = _interpreters.create(config)
                assert _interpreters.get_config(id) == config
                _interpreters.exec(id, 'import threading; threading.Thread(target=int, daemon=True).start()')
                _interpreters.destroy(id)
                raises(InterpreterError, _interpreters.create, 'empty')
                raises(ValueError, _interpreters.new_config, 'no preset')
                raises(ValueError, _interpreters.new_config, no_field=True)
                raises(TypeError, _interpreters.new_config, allow_fork=1)
                """);
    }

    @Test
    void onlyLinkedReferencesCloseAnInterpreter() {
        everywhere("""
                import _interpreters
                alone, linked = _interpreters.create(), _interpreters.create(reqrefs=True)
                for id in (alone, linked):
                    _interpreters.incref(id)
                    _interpreters.decref(id)
                ids = [id for id, *_ in _interpreters.list_all()]
                assert alone in ids and linked not in ids
                _interpreters.incref(alone, implieslink=True)
                _interpreters.decref(alone)
                raises(InterpreterNotFoundError, _interpreters.whence, alone)
                """);
    }

    @Test
    void aRunningInterpreterIsNotChanged() {
        everywhere("""
                import _interpreters
                made = create()
                made.prepare_main(me=made)
                made.exec('''if True:
                    import _interpreters
                    for function, *args in ((_interpreters.exec, 'pass'), (_interpreters.set___main___attrs, {'a': 1}),
                                            (_interpreters.call, len, ((),))):
                        try:
                            function(me.id, *args)
                        except _interpreters.InterpreterError as error:
                            assert 'running' in str(error)
                        else:
                            assert False, function
                    ''')
                made.close()
                """);
    }

    @Test
    void queuesAreNamedByTheirIds() {
        everywhere("""
                import _interpqueues
                id = _interpqueues.create(1, 3, -1)
                assert (id, 3, 1) in _interpqueues.list_all() and _interpqueues.get_queue_defaults(id) == (3, 1)
                raises(QueueEmpty, _interpqueues.get, id)
                _interpqueues.put(id, [1])
                raises(QueueFull, _interpqueues.put, id, 2)
                assert _interpqueues.get_count(id) == _interpqueues.get_maxsize(id) == 1 and _interpqueues.is_full(id)
                assert _interpqueues.get(id) == ([1], None)
                raises(_interpqueues.QueueError, _interpqueues.release, id)
                _interpqueues.bind(id)
                _interpqueues.release(id)
                for function in (_interpqueues.get, _interpqueues.destroy, _interpqueues.bind):
                    raises(_interpqueues.QueueNotFoundError, function, id)
                """);
    }

    @Test
    void aQueueMayTakeShareableItemsOnly() {
        everywhere("""
                import _interpqueues
                id = _interpqueues.create(0, 3, 0)
                queue = Queue(id)
                assert _interpqueues.get_queue_defaults(id) == (3, 0) and (id, 3, 0) in _interpqueues.list_all()
                def put_low(item): _interpqueues.put(id, item)
                def put_many(item): queue.put_many([item])
                for put in (queue.put, queue.put_nowait, put_many, put_low):
                    for refused in ([1], (1, [2]), 1j, len):
                        raises(NotShareableError, put, refused)
                    put((1, 'a', queue))
                    assert queue.get() == (1, 'a', queue)
                _interpqueues.put(id, [1], 3, 1)
                assert queue.get() == [1]
                other = create_queue()
                raises(NotShareableError, _interpqueues.put, other.id, [1], fallback=0)
                _interpqueues.put(other.id, [1], fallback=-1)
                for wrong, error in ((2, ValueError), ('a', TypeError), (None, TypeError)):
                    raises(error, _interpqueues.create, 0, 3, wrong)
                    raises(error, _interpqueues.put, id, 1, 3, wrong)
                """);
    }

    @Test
    void whatFinalizersPutIsUnbound() {
        everywhere("""
                queue = create_queue()
                made = create()
                made.prepare_main(queue=queue)
                made.exec('''if True:
                    import atexit
                    class Last:
                        def __init__(self, queue): self.queue = queue
                        def __del__(self): self.queue.put(['from a finalizer'])
                    last = Last(queue)
                    atexit.register(queue.put, 'at exit')
                    ''')
                made.close()
                from concurrent.interpreters._queues import UNBOUND
                assert [queue.get_nowait(), queue.get_nowait()] == [UNBOUND, UNBOUND] and queue.empty()
                """);
    }

    @Test
    void functionsOfMainShareItsGlobalsWhereTheyArrive() {
        everywhere("""
                count, step = 0, 1
                def add():
                    global count
                    count += step
                def get():
                    return count
                made = create()
                made.call(add)
                made.call(add)
                assert made.call(get) == 2 and count == 0
                step = 10
                made.call(add)
                assert made.call(get) == 12
                made.exec('assert "count" not in globals()')
                made.close()
                """);
    }

    @Test
    void functionsWithoutGlobalsAndBuiltinsSeeMain() {
        everywhere("""
                made = create()
                made.prepare_main(x=7)
                assert made.call(eval, 'x') == 7 and 'x' in made.call(dir)
                assert made.call(lambda: globals()['x']) == 7
                raises(NotShareableError, made.call, globals)
                made.close()
                """);
    }

    @Test
    void aFailureInsideAFailureIsToldOnce() {
        everywhere("""
                made = create()
                error = raises(ExecutionFailed, made.exec, '''if True:
                    from concurrent import interpreters
                    interpreters.create().exec("1 / 0")
                    ''')
                assert str(error).count('\\nZeroDivisionError: division by zero') == 1, str(error)
                made.close()
                """);
    }
}
