package dev.clutch.tck;

import org.junit.jupiter.api.Test;

/** {@code concurrent.interpreters} of PEP 734, from inside hosted code: running code in interpreters. */
public abstract class PythonCallContract extends PythonContract {

    /** For subclasses. */
    protected PythonCallContract() {}

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
}
