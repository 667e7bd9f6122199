package dev.clutch.tck;

import org.junit.jupiter.api.Test;

/** What queues have beyond PEP 734: batches, shutdown, iteration, coroutines; and {@code clutch.select}. */
public abstract class WaitContract extends PythonContract {

    /** For subclasses. */
    protected WaitContract() {}

    @Test
    void batchesKeepTheirOrder() {
        everywhere("""
                queue = create_queue()
                queue.put_many([1, 'a', (2, [3])])
                queue.put_many(iter(range(2)))
                assert queue.get_many(2) == [1, 'a']
                assert queue.get_many() == [(2, [3]), 0, 1]
                raises(QueueEmpty, queue.get_many, block=False)
                raises(QueueEmpty, queue.get_many, timeout=0.01)
                raises(ValueError, queue.get_many, 0)
                """);
    }

    @Test
    void aBatchThatCannotCrossPutsNothing() {
        everywhere("""
                import threading
                queue = create_queue()
                raises(NotShareableError, queue.put_many, [1, threading.Lock(), 2])
                assert queue.empty()
                """);
    }

    @Test
    void aBatchThatDoesNotFitTellsHowManyWerePut() {
        everywhere("""
                queue = create_queue(3)
                assert raises(QueueFull, queue.put_many, range(5), timeout=0.01).count == 3
                assert raises(QueueFull, queue.put_many, range(5), block=False).count == 0
                assert queue.get_many() == [0, 1, 2]
                """);
    }

    @Test
    void afterAShutdownAQueueCanOnlyBeEmptied() {
        everywhere("""
                import queue as standard
                queue = create_queue()
                queue.put_many([1, 2])
                queue.shutdown()
                queue.shutdown()
                raises(standard.ShutDown, queue.put, 3)
                assert list(queue) == [1, 2]
                raises(standard.ShutDown, queue.get)
                raises(standard.ShutDown, queue.get_nowait)
                other = create_queue()
                other.put(1)
                other.shutdown(immediate=True)
                assert list(other) == []
                """);
    }

    @Test
    void anIterationInAnotherInterpreterEndsWithTheShutdown() {
        everywhere("""
                queue, results = create_queue(), create_queue()
                interpreter = create()
                interpreter.prepare_main(queue=queue, results=results)
                thread = interpreter.call_in_thread(eval, 'results.put(sum(queue))')
                queue.put_many(range(100))
                queue.shutdown()
                assert results.get() == 4950
                thread.join()
                interpreter.close()
                """);
    }

    @Test
    void statisticsTellWhatWentThrough() {
        everywhere("""
                queue = create_queue()
                queue.put_many('abc')
                queue.get()
                assert queue.statistics() == dict(
                    size=2, put=3, got=1, getters_waiting=0, putters_waiting=0, shut_down=False)
                """);
    }

    @Test
    void coroutinesWaitWithoutThreads() {
        everywhere("""
                import asyncio, threading
                async def main():
                    queue, full = create_queue(), create_queue(1)
                    before = threading.active_count()
                    getters = [asyncio.create_task(queue.get_async()) for _ in range(50)]
                    await full.put_async(0)
                    putter = asyncio.create_task(full.put_async(1))
                    await asyncio.sleep(0)
                    assert threading.active_count() == before and not putter.done()
                    interpreter = create()
                    interpreter.prepare_main(queue=queue, full=full)
                    interpreter.exec('queue.put_many(range(50)); assert full.get() == 0')
                    assert await asyncio.gather(*getters) == list(range(50))
                    await putter
                    assert await full.get_async() == 1
                    interpreter.close()
                asyncio.run(main())
                """);
    }

    @Test
    void aCoroutineThatIsCancelledTakesNothing() {
        everywhere("""
                import asyncio
                async def main():
                    queue = create_queue()
                    getters = [asyncio.create_task(queue.get_async()) for _ in range(3)]
                    await asyncio.sleep(0)
                    getters[0].cancel()
                    queue.put_many(['a', 'b'])
                    getters[1].cancel()
                    assert await getters[2] == 'a'
                    assert queue.get_nowait() == 'b'
                asyncio.run(main())
                """);
    }

    @Test
    void coroutinesHearOfTheEnd() {
        everywhere("""
                import asyncio, queue as standard
                async def main():
                    queue = create_queue()
                    getters = [asyncio.create_task(queue.get_async()) for _ in range(3)]
                    await asyncio.sleep(0)
                    queue.shutdown()
                    for result in await asyncio.gather(*getters, return_exceptions=True):
                        assert isinstance(result, standard.ShutDown), result
                for _ in range(3):
                    asyncio.run(main())
                """);
    }

    @Test
    void selectTakesFromWhicheverHasAnItem() {
        everywhere("""
                from clutch import channels, select
                first, second = create_queue(), create_queue()
                recv, send = channels.create()
                assert 'none of 3' in str(raises(TimeoutError, select, first, second, recv, timeout=0.01))
                second.put('x')
                assert select(first, second, recv) == (second, 'x')
                send.send_nowait('y')
                assert select(first, second, recv) == (recv, 'y')
                raises(ValueError, select)
                raises(TypeError, select, first, 1)
                recv.close(force=True)
                """);
    }

    @Test
    void selectWakesWhenAnotherInterpreterSends() {
        everywhere("""
                from clutch import channels, select
                queue = create_queue()
                recv, send = channels.create()
                interpreter = create()
                interpreter.prepare_main(queue=queue, send=send)
                for code, item in ("queue.put('q')", 'q'), ("send.send('c')", 'c'):
                    thread = interpreter.call_in_thread(eval, code)
                    assert select(queue, recv)[1] == item
                    thread.join()
                interpreter.close()
                recv.close(force=True)
                """);
    }
}
