package dev.clutch.tck;

import org.junit.jupiter.api.Test;

/** {@code concurrent.interpreters} of PEP 734, from inside hosted code: interpreters. */
public abstract class PythonApiContract extends PythonContract {

    /** For subclasses. */
    protected PythonApiContract() {}

    @Test
    void aNameThatIsBoundAnewIsAnotherFunction() {
        python().exec("""
                import operator, sys, types
                from concurrent import interpreters
                other = interpreters.create()
                source = 'def f(): return "%s"'
                module = types.ModuleType('changing')
                def make(): import sys, types; sys.modules['changing'] = types.ModuleType('changing')
                def define(source): import changing; exec(source, vars(changing))
                make(), other.call(make)
                for version in 'abc':
                    define(source % version), other.call(define, source % version)
                    assert other.call(sys.modules['changing'].f) == version
                other.call(make), other.call(define, source % 'd')
                assert other.call(sys.modules['changing'].f) == 'd'
                other.close()
                """);
    }

    @Test
    void theModuleHasPythonsNames() {
        everywhere("""
                names = '''get_current get_main create list_all is_shareable Interpreter InterpreterError
                    InterpreterNotFoundError ExecutionFailed NotShareableError create_queue Queue QueueEmpty
                    QueueFull'''.split()
                assert sorted(interpreters.__all__) == sorted(names), interpreters.__all__
                for name in names:
                    getattr(interpreters, name)
                """);
    }

    @Test
    void errorsAreRelatedAsInPython() {
        everywhere("""
                import queue
                assert issubclass(InterpreterError, Exception)
                assert issubclass(InterpreterNotFoundError, InterpreterError)
                assert issubclass(ExecutionFailed, InterpreterError)
                assert issubclass(NotShareableError, TypeError)
                assert issubclass(QueueEmpty, queue.Empty)
                assert issubclass(QueueFull, queue.Full)
                """);
    }

    @Test
    void createMakesAnIdleInterpreter() {
        everywhere("""
                made = create()
                assert type(made) is Interpreter
                assert type(made.id) is int and made.id > 0
                assert repr(made) == f'Interpreter({made.id})'
                assert not made.is_running()
                assert made in list_all()
                made.close()
                assert made.id not in [i.id for i in list_all()]
                """);
    }

    @Test
    void oneObjectStandsForOneInterpreter() {
        everywhere("""
                made = create()
                assert Interpreter(made.id) is made
                assert made == made and made != get_main() and len({made, Interpreter(made.id)}) == 1
                assert [i for i in list_all() if i.id == made.id] == [made]
                assert get_current() is get_current() and get_main() is get_main()
                made.close()
                """);
    }

    @Test
    void theCurrentAndTheMainInterpreterAreListed() {
        everywhere("""
                assert get_main().id == 0
                assert get_main() in list_all() and get_current() in list_all()
                assert get_main().is_running() and get_current().is_running()
                def current_id():
                    from concurrent import interpreters
                    return interpreters.get_current().id
                made = create()
                assert made.call(current_id) == made.id
                made.close()
                """);
    }

    @Test
    void anInterpreterIsFoundByItsIdOnly() {
        everywhere("""
                raises(InterpreterNotFoundError, Interpreter, 10**9)
                raises(ValueError, Interpreter, -1)
                raises(TypeError, Interpreter, '1')
                raises(TypeError, Interpreter, 1.0)
                raises(AttributeError, setattr, get_main(), 'id', 7)
                """);
    }

    @Test
    void anInterpreterThatNobodyHoldsIsClosed() {
        everywhere("""
                made = create()
                id = made.id
                del made
                gc.collect()
                raises(InterpreterNotFoundError, Interpreter, id)
                """);
    }

    @Test
    void listAllLeavesOutWhatEndsMeanwhile() {
        everywhere("""
                import _interpreters
                ended = create()
                id = ended.id
                ended.close()
                del ended
                with replaced(_interpreters, 'list_all') as listed:
                    _interpreters.list_all = lambda **how: [(id, _interpreters.WHENCE_STDLIB), *listed(**how)]
                    assert get_main() in list_all() and None not in list_all()
                """);
    }

    @Test
    void anInterpreterThatJavaHoldsIsNotClosed() {
        try (var made = interpreters().create()) {
            everywhere("""
                    ids = [i.id for i in list_all()]
                    gc.collect()
                    assert [i.id for i in list_all()] == ids
                    """);
            made.exec("x = 1");
        }
    }

    @Test
    void anInterpreterThatAnotherOneHoldsIsNotClosed() {
        everywhere("""
                keeper, made = create(), create()
                keeper.prepare_main(kept=made)
                id = made.id
                del made
                gc.collect()
                assert id in [i.id for i in list_all()]
                keeper.exec('kept.exec("x = 1")')
                keeper.exec('kept.close(); del kept')
                raises(InterpreterNotFoundError, Interpreter, id)
                keeper.close()
                """);
    }

    @Test
    void execRunsSourceInMain() {
        everywhere("""
                made = create()
                made.exec('x = 1')
                made.exec('x += 1; assert __name__ == "__main__" and x == 2')
                assert made.exec('pass') is None
                made.close()
                """);
    }

    @Test
    void execRunsTheBodyOfAFunction() {
        everywhere("""
                def body():
                    import __main__
                    __main__.ran = 6 * 7
                made = create()
                made.exec(body)
                made.exec('assert ran == 42')
                made.close()
                """);
    }

    @Test
    void theCallerIsWarnedOfSourceOnce() {
        everywhere("""
                import time, warnings
                made = create()
                source = f'x = 1 is 1  # {time.time_ns()}: no test before has compiled it'
                with warnings.catch_warnings(record=True) as caught:
                    warnings.simplefilter('always')
                    for _ in range(2):
                        made.exec(source)
                assert [warning.category for warning in caught] == [SyntaxWarning], caught
                made.close()
                """);
    }

    @Test
    void execRefusesWhatIsNoScript() {
        everywhere("""
                made = create()
                cell = 1
                def outer():
                    inner = 1
                    return lambda: inner
                raises(ValueError, made.exec, lambda x: x)
                raises(ValueError, made.exec, outer())
                for wrong in (1, None, object(), b'pass'):
                    raises(TypeError, made.exec, wrong)
                made.close()
                """);
    }

    @Test
    void whatExecRaisesArrivesAsASnapshot() {
        everywhere("""
                made = create()
                error = raises(ExecutionFailed, made.exec, 'def f(): {}["colour"]\\nf()')
                info = error.excinfo
                assert info.type.__name__ == 'KeyError', info
                assert info.type.__qualname__ == 'KeyError'
                assert info.type.__module__ == 'builtins'
                assert info.msg == "'colour'", info.msg
                assert info.formatted == "KeyError: 'colour'", info.formatted
                assert 'Traceback' in info.errdisplay and 'in f' in info.errdisplay, info.errdisplay
                assert 'KeyError' in str(error) and 'Traceback' in str(error), str(error)
                made.exec('pass')
                made.close()
                """);
    }

    @Test
    void everyKindOfFailureIsAnExecutionFailed() {
        everywhere("""
                made = create()
                for source, name in [
                    ('raise SystemExit(3)', 'SystemExit'),
                    ('import sys; sys.exit()', 'SystemExit'),
                    ('raise KeyboardInterrupt', 'KeyboardInterrupt'),
                    ('import no_such_module', 'ModuleNotFoundError'),
                    ('x' * 3, 'NameError'),
                ]:
                    error = raises(ExecutionFailed, made.exec, source)
                    assert error.excinfo.type.__name__ == name, (source, error)
                raises(SyntaxError, made.exec, 'x = = 1')
                made.close()
                """);
    }

    @Test
    void callReturnsACopyOfTheResult() {
        everywhere("""
                def f(a, b=2, *, c=3):
                    a.append(b)
                    return {'a': a, 'c': c}
                made = create()
                given = [1]
                assert made.call(f, given) == {'a': [1, 2], 'c': 3}
                assert made.call(f, given, 5, c=6) == {'a': [1, 5], 'c': 6}
                assert given == [1]
                made.close()
                """);
    }

    @Test
    void callTakesAnyFunctionThatCanBeSent() {
        everywhere("""
                import clutch, functools, math, operator
                base = 10
                def add(x): return x + base
                def make(y):
                    def inner(x): return x + y
                    return inner
                def recursive(n): return n and n + recursive(n - 1)
                made = create()
                assert made.call(math.sqrt, 9) == 3
                assert made.call(len, 'abc') == 3
                assert made.call(str.upper, 'a') == 'A'
                assert made.call(int, '7') == 7
                assert made.call(add, 1) == 11
                assert made.call(lambda x: x * 2, 4) == 8
                raises(NotShareableError, made.call, make(5), 1)
                assert made.call(clutch.by_value(make(5)), 1) == 6
                assert clutch.by_value(make(5))(1) == 6
                assert made.call(recursive, 4) == 10
                assert made.call(functools.partial(add, 2)) == 12
                assert made.call('a-b'.split, '-') == ['a', 'b']
                made.close()
                """);
    }

    @Test
    void whatCodeSetsForItsThreadStaysForTheNextCall() {
        everywhere("""
                import threading
                made = create()
                made.exec('import contextvars, threading; var = contextvars.ContextVar("var"); local = threading.local()')
                made.exec('var.set(5); local.value = 6')
                made.exec('assert var.get() == 5 and local.value == 6')
                other = threading.Thread(target=made.exec, args=('seen = var.get(None), hasattr(local, "value")',))
                other.start()
                other.join()
                made.exec('assert seen == (None, False), seen')
                made.close()
                """);
    }

    @Test
    void whatCallRaisesArrivesAsASnapshot() {
        everywhere("""
                def fail(): raise ValueError('no', 1)
                made = create()
                error = raises(ExecutionFailed, made.call, fail)
                assert error.excinfo.type.__name__ == 'ValueError'
                assert error.excinfo.msg == "('no', 1)"
                raises(ExecutionFailed, made.call, len)
                made.close()
                """);
    }

    @Test
    void callRefusesWhatCannotBeSent() {
        everywhere("""
                import threading
                lock = threading.Lock()
                made = create()
                error = raises(NotShareableError, made.call, len, [lock])
                assert 'lock' in str(error), error
                raises(NotShareableError, made.call, lock.acquire)
                raises(NotShareableError, made.call, threading.Lock)
                raises(NotShareableError, made.prepare_main, lock=lock)
                assert made.call(len, 'ab') == 2
                made.close()
                """);
    }

    @Test
    void callOfWhatIsNotCallableIsATypeError() {
        everywhere("""
                made = create()
                error = raises((TypeError, ExecutionFailed), made.call, 7)
                made.close()
                """);
    }

    @Test
    void callInThreadRunsBesideTheCaller() {
        everywhere("""
                import threading
                queue = create_queue()
                made = create()
                made.prepare_main(queue=queue)
                def echo():
                    from __main__ import queue
                    queue.put(queue.get(timeout=30) + 1)
                thread = made.call_in_thread(echo)
                assert isinstance(thread, threading.Thread)
                while not made.is_running():
                    time.sleep(0)
                raises(InterpreterError, made.exec, 'pass')
                raises(InterpreterError, made.call, len, 'a')
                raises(InterpreterError, made.close)
                queue.put(1)
                thread.join(30)
                assert not thread.is_alive() and not made.is_running()
                assert queue.get_nowait() == 2
                made.close()
                """);
    }

    @Test
    void prepareMainBindsCopies() {
        everywhere("""
                made = create()
                made.prepare_main({'a': (1, b'2'), 'b': None}, c='d')
                made.prepare_main(e=5)
                made.exec('assert (a, b, c, e) == ((1, b"2"), None, "d", 5)')
                raises(TypeError, made.prepare_main, 7)
                raises(ValueError, made.prepare_main)
                for value in ([1], {}, (1, [2]), object()):
                    raises(NotShareableError, made.prepare_main, new=1, refused=value)
                made.exec('assert "new" not in globals()')
                made.close()
                """);
    }

    @Test
    void aClosedInterpreterRefusesEverything() {
        everywhere("""
                made = create()
                id = made.id
                made.close()
                assert made.id == id and repr(made) == f'Interpreter({id})'
                for call in (made.close, made.is_running, lambda: made.exec('pass'), lambda: made.call(len, ''),
                             lambda: made.prepare_main(x=1)):
                    raises(InterpreterNotFoundError, call)
                """);
    }

    @Test
    void theMainAndTheCurrentInterpreterCannotBeClosed() {
        everywhere("""
                for one in (get_main(), get_current()):
                    error = raises(InterpreterError, one.close)
                    assert not isinstance(error, InterpreterNotFoundError)
                """);
    }

    @Test
    void interpretersArePickledByTheirId() {
        everywhere("""
                import copy, pickle
                made = create()
                assert pickle.loads(pickle.dumps(made)) is made
                assert copy.copy(made) is made
                other = create()
                assert other.call(lambda i: i.id, made) == made.id
                assert other.call(lambda i: [i], made) == [made]
                text = pickle.dumps(made)
                made.close()
                del made
                gc.collect()
                raises(InterpreterNotFoundError, pickle.loads, text)
                other.close()
                """);
    }

    @Test
    void closeJoinsTheInterpretersThreads() {
        everywhere("""
                queue = create_queue()
                made = create()
                made.prepare_main(queue=queue)
                made.exec('''if True:
                    import threading, time
                    def work():
                        time.sleep(0.05)
                        queue.put('done')
                    threading.Thread(target=work).start()
                    ''')
                made.close()
                assert queue.qsize() == 1
                """);
    }

    @Test
    void manyInterpretersMayBeUsedByManyThreads() {
        everywhere("""
                import threading
                failures = []
                def work(n):
                    try:
                        made = create()
                        assert made.call(pow, n, 2) == n * n
                        made.close()
                    except BaseException as error:
                        failures.append(error)
                threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
                for thread in threads: thread.start()
                for thread in threads: thread.join()
                assert not failures, failures
                """);
    }
}
