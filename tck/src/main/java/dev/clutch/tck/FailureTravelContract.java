package dev.clutch.tck;

import org.junit.jupiter.api.Test;

/** Exceptions that come back from other interpreters whole, besides their snapshots. */
public abstract class FailureTravelContract extends PythonContract {

    /** For subclasses. */
    protected FailureTravelContract() {}

    @Test
    void theOriginalIsTheCause() {
        everywhere("""
                made = create()
                def fail():
                    error = KeyError('colour', 1)
                    error.add_note('noted')
                    error.extra = [2]
                    raise error
                for failed in (raises(ExecutionFailed, made.call, fail), raises(ExecutionFailed, made.exec, fail)):
                    original = failed.__cause__
                    assert type(original) is KeyError and original.args == ('colour', 1), original
                    assert original.__notes__ == ['noted'] and original.extra == [2]
                    assert original is failed.excinfo.original is failed.__cause__
                    assert original.__traceback__ is None and 'in fail' in failed.excinfo.errdisplay
                assert raises(ExecutionFailed, made.exec, 'raise SystemExit(3)').__cause__.code == 3
                made.close()
                """);
    }

    @Test
    void itsChainComesAlong() {
        everywhere("""
                made = create()
                def fail():
                    try:
                        try: {}['a']
                        except KeyError: [][1]
                    except IndexError as error:
                        raise ExceptionGroup('both', [ValueError(1), TypeError(2)]) from error
                group = raises(ExecutionFailed, made.call, fail).__cause__
                assert [type(one) for one in group.exceptions] == [ValueError, TypeError]
                assert type(group.__cause__) is IndexError and group.__context__ is group.__cause__
                assert type(group.__cause__.__context__) is KeyError and group.__suppress_context__
                assert not group.__cause__.__suppress_context__
                def hide():
                    try: 1/0
                    except ZeroDivisionError: raise ValueError from None
                hidden = raises(ExecutionFailed, made.call, hide).__cause__
                assert hidden.__cause__ is None and hidden.__suppress_context__
                def endless():
                    a, b = ValueError('a'), ValueError('b')
                    a.__cause__, b.__cause__ = b, a
                    raise a
                a = raises(ExecutionFailed, made.call, endless).__cause__
                assert a.args == ('a',) and a.__cause__.args == ('b',) and a.__cause__.__cause__ is a
                made.close()
                """);
    }

    @Test
    void whatCannotBePickledHasNoOriginal() {
        everywhere("""
                made = create()
                def local():
                    class Local(Exception): pass
                    raise Local
                def holding():
                    import threading
                    raise ValueError(threading.Lock())
                def large():
                    raise ValueError(b'x' * 1_100_000)
                def many():
                    raise ValueError(list(range(400_000)))
                def deep():
                    nested = []
                    for _ in range(20_000): nested = [nested]
                    raise ValueError(nested)
                def reducing(how):
                    class Reducing(Exception):
                        def __reduce__(self): return how(self)
                    raise Reducing
                def recursive(): reducing(lambda error: error.__reduce__())
                def exiting(): reducing(lambda error: exit())
                for fail in (local, holding, large, many, deep, recursive, exiting):
                    failed = raises(ExecutionFailed, made.call, fail)
                    assert failed.excinfo.original is None and failed.__cause__ is None, fail
                    assert fail.__name__ in failed.excinfo.errdisplay, failed
                assert made.call(len, 'ab') == 2
                made.close()
                """);
    }

    @Test
    void whatCannotBeRebuiltHasNoOriginal() {
        everywhere("""
                import sys
                source = '''if True:
                    import sys, types
                    class Two(Exception):
                        def __new__(cls, one, two): return super().__new__(cls, one)
                        def __init__(self, one, two): super().__init__(one)
                    class Exits(Exception):
                        def __reduce__(self): return exit, ()
                    class Number(Exception):
                        def __reduce__(self): return int, ()
                    class Fine(Exception): pass
                    module = types.ModuleType('somewhere')
                    for cls in (Two, Exits, Number, Fine):
                        cls.__module__ = 'somewhere'
                        setattr(module, cls.__name__, cls)
                    sys.modules['somewhere'] = module
                '''
                made = create()
                made.exec(source)
                nowhere = raises(ExecutionFailed, made.exec, 'raise module.Fine')
                assert nowhere.excinfo.original is None and nowhere.__cause__ is None
                exec(source)
                for code in ('Two(1, 2)', 'Exits()', 'Number()'):
                    failed = raises(ExecutionFailed, made.exec, f'raise module.{code}')
                    assert failed.excinfo.original is None and failed.excinfo.type.__module__ == 'somewhere'
                fine = raises(ExecutionFailed, made.exec, 'raise module.Fine(5)').__cause__
                assert type(fine) is module.Fine and fine.args == (5,)
                del sys.modules['somewhere']
                made.close()
                """);
    }

    @Test
    void nothingIsLoadedUntilSomebodyLooks() {
        everywhere("""
                import sys
                made = create()
                sys.modules.pop('getopt', None)
                failed = raises(ExecutionFailed, made.exec, 'import getopt; raise getopt.GetoptError("no")')
                str(failed), repr(failed), failed.excinfo.formatted
                assert 'getopt' not in sys.modules
                assert type(failed.__cause__).__name__ == 'GetoptError' and 'getopt' in sys.modules
                made.close()
                """);
    }

    @Test
    void anotherCauseMayBeGiven() {
        everywhere("""
                made = create()
                def caught(cause):
                    try:
                        made.exec('1/0')
                    except ExecutionFailed as failed:
                        try: raise failed from cause
                        except ExecutionFailed as again: return again
                other = ValueError()
                assert caught(other).__cause__ is other
                assert caught(None).__cause__ is None
                assert type(caught(None).excinfo.original) is ZeroDivisionError
                made.close()
                """);
    }

    @Test
    void fromSeveralInterpretersDeepEachTracebackIsPrintedOnce() {
        everywhere("""
                import traceback
                made = create()
                code = '1/0'
                for _ in range(2):
                    code = f'''if True:
                        from concurrent import interpreters
                        made = interpreters.create()
                        try: made.exec({code!r})
                        finally: made.close()
                    '''
                failed = raises(ExecutionFailed, made.exec, code)
                printed = ''.join(traceback.format_exception(failed))
                assert printed.count('Traceback') == 4, printed
                assert str(failed).count('Traceback') == 3, str(failed)
                types = []
                cause = failed
                while (cause := cause.__cause__) is not None: types.append(type(cause))
                assert types == [ExecutionFailed, ExecutionFailed, ZeroDivisionError], types
                made.close()
                """);
    }

    @Test
    void anExecutionFailedCanBePickled() {
        everywhere("""
                import pickle
                made = create()
                failed = raises(ExecutionFailed, made.exec, '1/0')
                failed.add_note('noted')
                copy = pickle.loads(pickle.dumps(failed))
                assert copy.excinfo == failed.excinfo and copy.__notes__ == ['noted'] and str(copy) == str(failed)
                queue = create_queue()
                queue.put(failed)
                assert type(queue.get().__cause__) is ZeroDivisionError
                made.close()
                """);
    }

    @Test
    void whatPrepareMainCannotRebuildIsAFailure() {
        everywhere("""
                made, gone = create(), create()
                gone.close()
                failed = raises(ExecutionFailed, made.prepare_main, gone=gone)
                assert type(failed.__cause__) is InterpreterNotFoundError
                made.close()
                """);
    }
}
