package dev.clutch.tck;

import dev.clutch.Interpreter;
import dev.clutch.queue.MessageQueue;
import org.junit.jupiter.api.Test;

/** {@code concurrent.futures.InterpreterPoolExecutor}. */
public abstract class PoolContract extends ExecutorContract {

    /** For subclasses. */
    protected PoolContract() {}

    @Test
    void tasksRunInOtherInterpreters() {
        everywhere("""
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
    void theInitializerRunsFirstAndItsGlobalsStay() {
        everywhere("""
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
                def fail():
                    raise ValueError('no')
                with unlogged(), InterpreterPoolExecutor(1, initializer=fail) as pool:
                    assert type(pool.submit(int).exception()) is BrokenInterpreterPool
                """);
    }

    @Test
    void futuresAreThoseOfTheStandardLibrary() {
        everywhere("""
                import asyncio, operator
                from concurrent import futures
                with futures.InterpreterPoolExecutor(2) as pool:
                    assert isinstance(pool, futures.ThreadPoolExecutor)
                    some = [pool.submit(operator.neg, n) for n in range(50)]
                    assert all(isinstance(f, futures.Future) for f in some)
                    done, rest = futures.wait(some)
                    assert done == set(some) and not rest
                    assert sorted(f.result() for f in futures.as_completed(some)) == sorted(-n for n in range(50))
                    called = []
                    f = pool.submit(operator.neg, 1)
                    f.add_done_callback(lambda f: called.append(f.result()))
                    f.result()
                    pool.submit(int).add_done_callback(called.append)
                    async def main():
                        loop = asyncio.get_running_loop()
                        return await asyncio.gather(
                            asyncio.wrap_future(pool.submit(operator.neg, 2)),
                            loop.run_in_executor(pool, operator.neg, 3))
                    assert asyncio.run(main()) == [-2, -3]
                assert called[0] == -1 and called[1].result() == 0 and len(called) == 2
                """);
    }

    @Test
    void aCallbackMayWaitForOtherFutures() {
        everywhere("""
                import operator, threading
                with InterpreterPoolExecutor(2) as pool:
                    results = []
                    done = threading.Event()
                    def chain(future):
                        results.append(pool.submit(operator.neg, future.result()).result())
                        done.set()
                    pool.submit(int, '5').add_done_callback(chain)
                    assert done.wait(30)
                assert results == [-5]
                """);
    }

    @Test
    void onlyWhatWasNotBegunCanBeCancelled() {
        everywhere("""
                from concurrent.futures import CancelledError, wait
                there, back = create_queue(), create_queue()
                with InterpreterPoolExecutor(1) as pool:
                    busy = pool.submit(hold, there, back)
                    there.get()
                    waits = pool.submit(int)
                    assert busy.running() and not busy.cancel() and not waits.running()
                    assert pool._work_queue.qsize() == 1 and len(pool._threads) == 1
                    assert waits.cancel() and waits.cancel() and waits.cancelled()
                    assert wait([waits]).done == {waits}
                    raises(CancelledError, waits.result)
                    back.put(7)
                    assert busy.result() == 7 and not busy.running() and not busy.cancel()
                """);
    }

    @Test
    void shutdownCancelsWhatWasNotBegun() {
        everywhere("""
                there, back = create_queue(), create_queue()
                pool = InterpreterPoolExecutor(1)
                busy = pool.submit(hold, there, back)
                there.get()
                waits = [pool.submit(int) for _ in range(5)]
                pool.shutdown(wait=False, cancel_futures=True)
                assert all(f.cancelled() for f in waits)
                raises(RuntimeError, pool.submit, int)
                back.put(8)
                pool.shutdown()
                assert busy.result() == 8
                """);
    }

    @Test
    void aPoolThatNobodyRefersToEndsWhenItsTasksAreDone() {
        everywhere("""
                import operator
                before = list_all()
                pool = InterpreterPoolExecutor(1)
                futures = [pool.submit(operator.neg, n) for n in range(20)]
                threads = pool._threads
                del pool
                gc.collect()
                assert [f.result() for f in futures] == [-n for n in range(20)]
                for thread in threads: thread.join()
                assert list_all() == before
                """);
    }

    @Test
    void interpretersAreReplacedAfterSoManyTasks() {
        everywhere("""
                with InterpreterPoolExecutor(1, max_tasks_per_child=2) as pool:
                    ids = [pool.submit(where).result() for _ in range(6)]
                assert len(set(ids)) == 3 and ids[0] == ids[1], ids
                raises(ValueError, InterpreterPoolExecutor, max_tasks_per_child=0)
                raises(TypeError, InterpreterPoolExecutor, max_pending='1')
                """);
    }

    @Test
    void callsWithOneKeyRunInOrderInOneInterpreter() {
        everywhere("""
                state = []
                def note(n):
                    state.append(n)
                    return len(state)
                with InterpreterPoolExecutor(3) as pool:
                    for key in 'colour', 5, ('a', 1):
                        counts = [pool.submit_keyed(key, note, n) for n in range(10)]
                        counts = [f.result() for f in counts]
                        assert counts == list(range(counts[0], counts[0] + 10)), counts
                """);
    }

    @Test
    void mapAsCompletedYieldsWhatIsDone() {
        everywhere("""
                there = create_queue()
                def wait(n, queue):
                    return queue.get() if n == 0 else n
                def fail(n):
                    return 1 // n
                with InterpreterPoolExecutor(2) as pool:
                    results = pool.map_as_completed(wait, range(5), [there] * 5)
                    first = [next(results) for _ in range(4)]
                    there.put('last')
                    assert sorted(first) == [1, 2, 3, 4] and list(results) == ['last'], first
                    assert sorted(pool.map_as_completed(abs, range(10), chunksize=3)) == list(range(10))
                    raises(ZeroDivisionError, list, pool.map_as_completed(fail, [0, 1]))
                    raises(ValueError, pool.map_as_completed, fail, [0], chunksize=0)
                """);
    }

    @Test
    void aFutureCanBeAwaited() {
        everywhere("""
                import asyncio
                def fail():
                    return 1 // 0
                async def main(pool):
                    assert await pool.submit(abs, -1) == 1
                    try:
                        await pool.submit(fail)
                    except ZeroDivisionError:
                        return await asyncio.gather(pool.submit(abs, -2), pool.submit(abs, -3))
                with InterpreterPoolExecutor(1) as pool:
                    assert asyncio.run(main(pool)) == [2, 3]
                """);
    }

    @Test
    void idleWorkersBeyondTheFewestEnd() {
        everywhere("""
                before = list_all()
                with InterpreterPoolExecutor(2, min_workers=0, keep_alive=0) as pool:
                    assert pool.submit(abs, -1).result() == 1
                    while list_all() != before: time.sleep(0)
                    assert pool.submit(abs, -2).result() == 2
                raises(ValueError, InterpreterPoolExecutor, 2, min_workers=3)
                raises(ValueError, InterpreterPoolExecutor, 2, keep_alive=-1)
                """);
    }

    @Test
    void modulesArePreloaded() {
        everywhere("""
                def is_loaded():
                    import sys
                    return 'colorsys' in sys.modules
                with InterpreterPoolExecutor(1, preload=['colorsys']) as pool:
                    assert pool.submit(is_loaded).result()
                with unlogged(), InterpreterPoolExecutor(1, preload=['no_such_module']) as pool:
                    try:
                        error = pool.submit(is_loaded).exception()
                    except BrokenInterpreterPool as refused:
                        error = refused
                    assert type(error) is BrokenInterpreterPool and 'no_such_module' in str(error), repr(error)
                raises(TypeError, InterpreterPoolExecutor, preload='colorsys')
                """);
    }

    @Test
    void aFullPoolMakesItsCallersWait() {
        everywhere("""
                import threading
                there, back = create_queue(), create_queue()
                with InterpreterPoolExecutor(1, max_pending=1) as pool:
                    futures = [pool.submit(hold, there, back)]
                    there.get()
                    futures.append(pool.submit(int))
                    thread = threading.Thread(target=lambda: futures.append(pool.submit(int, '3')))
                    thread.start()
                    assert pool._work_queue.qsize() == 1
                    back.put(1)
                    thread.join()
                    assert [f.result() for f in futures] == [1, 0, 3]
                """);
    }

    @Test
    void anInterpreterThatOthersCloseBreaksThePool() {
        everywhere("""
                with unlogged(), InterpreterPoolExecutor(1) as pool:
                    Interpreter(pool.submit(where).result()).close()
                    error = pool.submit(int).exception()
                    assert type(error) is BrokenInterpreterPool and 'closed' in str(error), repr(error)
                    assert 'closed' in str(raises(BrokenInterpreterPool, pool.submit, int))
                """);
    }

    @Test
    void executorsWithContextsOfTheirOwnWorkAsEver() {
        everywhere("""
                import operator
                from concurrent.futures import interpreter
                class Context(interpreter.WorkerContext):
                    def run(self, task):
                        return 'ran', super().run(task)
                class Executor(interpreter.InterpreterPoolExecutor):
                    @classmethod
                    def prepare_context(cls, initializer, initargs):
                        return Context.prepare(initializer, initargs)
                with Executor(1) as pool:
                    assert pool.submit(operator.neg, 1).result() == ('ran', -1)
                """);
    }

    @Test
    void aPoolIsForTheCodeOfItsInterpreterOnly() {
        everywhere("""
                import operator
                from concurrent.interpreters import create
                def submit(id):
                    import _clutch
                    return _clutch.pool_submit(id, 1, len, ('abc',), {}), _clutch.pool_workers(id)
                other = create()
                with InterpreterPoolExecutor(1) as pool:
                    assert pool.submit(len, 'abcd').result() == 4
                    assert other.call(submit, pool._pool.id) == (False, 0)
                other.close()
                """);
    }

    @Test
    void aPoolEndsWithTheInterpreterThatMadeIt() {
        Interpreter maker = interpreters().create();
        MessageQueue begun = queueIn(maker, "begun");
        MessageQueue never = queueIn(maker, "never");
        maker.exec("""
                from concurrent.futures import InterpreterPoolExecutor
                def hold(begun, never):
                    begun.put('begun')
                    never.get()
                pool = InterpreterPoolExecutor(1)
                future = pool.submit(hold, begun, never)
                """);
        Await.until("it is begun", () -> begun.size() == 1);
        maker.close();
        begun.close();
        never.close();
    }
}
