package dev.clutch.tck;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How calls, their results and exceptions cross between the code that uses an executor and its interpreters. */
public abstract class PoolTravelContract extends ExecutorContract {

    /** For subclasses. */
    protected PoolTravelContract() {}

    @Test
    void theOriginalExceptionComesBackWithASnapshotAsItsCause() {
        everywhere("""
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
                def fail():
                    class Local(Exception): pass
                    raise Local('stays')
                with InterpreterPoolExecutor(1) as pool:
                    error = pool.submit(fail).exception()
                assert type(error) is ExecutionFailed and error.excinfo.type.__name__ == 'Local'
                """);
    }

    @Test
    void scriptsAndWhatCannotBeSentAreRefused() {
        everywhere("""
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
                class OneWay:
                    def __reduce__(self): return int, ('no number',)
                with InterpreterPoolExecutor(1) as pool:
                    error = pool.submit(len, OneWay()).exception()
                assert type(error) is NotShareableError and 'args not shareable' in str(error), repr(error)
                assert 'no number' in str(error.__cause__), repr(error.__cause__)
                """);
    }

    @Test
    void mapSendsChunks() {
        everywhere("""
                import copy, operator
                def fail(n):
                    return 1 // n
                with InterpreterPoolExecutor(2) as pool:
                    assert list(pool.map(operator.add, range(10), range(10), chunksize=3)) == list(range(0, 20, 2))
                    assert list(pool.map(lambda n: -n, range(7), chunksize=4)) == [-n for n in range(7)]
                    raises(ZeroDivisionError, list, pool.map(fail, [1, 0], chunksize=2))
                    mixed = [None, True, 1, 2**70, 1.5, 'text', '\\ud800', b'bytes', bytearray(b'b'), (1,), [2], {3: 4}]
                    for some in (mixed[:8], mixed):
                        same = list(pool.map(copy.copy, some, chunksize=9))
                        assert same == some and list(map(type, same)) == list(map(type, some)), same
                    raises(ValueError, pool.map, fail, [1], chunksize=0)
                """);
    }

    @Test
    void aResultThatCannotBeRebuiltFailsItsFutureOnly() {
        everywhere("""
                def one_way():
                    class OneWay:
                        def __reduce__(self): return int, ('no number',)
                    return OneWay()
                with InterpreterPoolExecutor(1) as pool:
                    futures = [pool.submit(int), pool.submit(one_way), pool.submit(list, 'ab')]
                    failure = futures[1].exception()
                    assert type(failure) is NotShareableError and type(failure.__cause__) is ValueError, repr(failure)
                    assert futures[0].result() == 0 and futures[2].result() == ['a', 'b']
                """);
    }

    @Test
    void buffersMoveToTasksAndBack() {
        everywhere("""
                import clutch
                def double(buffer):
                    buffer[:] = bytes(2 * n for n in bytes(buffer))
                    return buffer
                def total(first, *, last):
                    return sum(bytes(first)) + sum(bytes(last))
                with InterpreterPoolExecutor(2) as pool:
                    some = [clutch.Buffer(bytes([n])) for n in range(5)]
                    back = list(pool.map(double, some))
                    assert [bytes(b) for b in back] == [bytes([2 * n]) for n in range(5)]
                    assert {b.state for b in some} == {'sent'}, [b.state for b in some]
                    assert [bytes(b) for b in pool.map(double, back, chunksize=2)] == [bytes([4 * n]) for n in range(5)]
                    assert pool.submit(total, clutch.Buffer(b'\1'), last=clutch.Buffer(b'\2')).result() == 3
                """);
        assertThat(interpreters().bufferStatistics().blocks()).isZero();
    }

    @Test
    void whoCancelsATaskHasItsBuffersAgain() {
        everywhere("""
                import clutch
                there, back = create_queue(), create_queue()
                pool = InterpreterPoolExecutor(1)
                pool.submit(hold, there, back)
                there.get()
                first, second = clutch.Buffer(b'1'), clutch.Buffer(b'2')
                assert pool.submit(len, first).cancel() and bytes(first) == b'1'
                pool.submit(len, second)
                pool.shutdown(wait=False, cancel_futures=True)
                assert bytes(second) == b'2'
                raises(RuntimeError, pool.submit, len, first)
                assert bytes(first) == b'1'
                back.put(None)
                pool.shutdown()
                """);
        assertThat(interpreters().bufferStatistics().blocks()).isZero();
    }

    @Test
    void initializersTakeFrozenBuffersOnly() {
        everywhere("""
                import clutch
                table = None
                def begin(buffer):
                    global table
                    table = buffer
                def get(n):
                    return table[n]
                buffer = clutch.Buffer(b'abc')
                with InterpreterPoolExecutor(1, initializer=begin, initargs=(buffer,)) as pool:
                    raises(BufferError, pool.submit, get, 0)
                buffer.freeze()
                with InterpreterPoolExecutor(1, max_tasks_per_child=1, initializer=begin, initargs=(buffer,)) as pool:
                    assert bytes(pool.map(get, range(3))) == b'abc'
                """);
        assertThat(interpreters().bufferStatistics().blocks()).isZero();
    }

    @Test
    void theInitializerIsSentOnce() {
        everywhere("""
                reduced = []
                class Begin:
                    def __reduce__(self):
                        reduced.append(1)
                        return len, ('',)
                with InterpreterPoolExecutor(1, max_tasks_per_child=1, initializer=id, initargs=(Begin(),)) as pool:
                    assert not reduced
                    assert list(pool.map(abs, [1, 2, 3])) == [1, 2, 3]
                assert len(reduced) == 1
                """);
    }
}
