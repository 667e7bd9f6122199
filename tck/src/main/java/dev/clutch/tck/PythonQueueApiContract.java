package dev.clutch.tck;

import org.junit.jupiter.api.Test;

/** {@code concurrent.interpreters} of PEP 734, from inside hosted code: queues, and what crosses. */
public abstract class PythonQueueApiContract extends PythonContract {

    /** For subclasses. */
    protected PythonQueueApiContract() {}

    @Test
    void createQueueMakesAnEmptyQueue() {
        everywhere("""
                queue = create_queue()
                assert type(queue) is Queue
                assert type(queue.id) is int and queue.id > 0
                assert repr(queue) == f'Queue({queue.id})'
                assert queue.maxsize <= 0 and queue.empty() and not queue.full() and queue.qsize() == 0
                assert create_queue(5).maxsize == 5
                assert create_queue(maxsize=5).maxsize == 5
                """);
    }

    @Test
    void aMaxsizeThatIsNoneIsRefused() {
        everywhere("""
                for wrong in ('1', None, 1.5):
                    raises(TypeError, create_queue, wrong)
                for unbounded in (0, -1, -10**10):
                    queue = create_queue(unbounded)
                    queue.put(1)
                    assert not queue.full()
                create_queue(10**10).put(1)
                """);
    }

    @Test
    void oneObjectStandsForOneQueue() {
        everywhere("""
                import copy, pickle
                queue = create_queue()
                assert Queue(queue.id) is queue
                assert pickle.loads(pickle.dumps(queue)) is queue
                assert copy.copy(queue) is queue
                assert queue == queue and queue != create_queue() and len({queue, Queue(queue.id)}) == 1
                raises(TypeError, Queue, 'x')
                raises(RuntimeError, Queue, 10**9)
                raises(AttributeError, setattr, queue, 'id', 7)
                raises(AttributeError, setattr, queue, 'maxsize', 7)
                """);
    }

    @Test
    void aQueueMayHaveAttributes() {
        python().exec("""
                from concurrent import interpreters

                queue = interpreters.create_queue()
                queue.purpose = 'tests'
                queue.put(queue)
                assert queue.get().purpose == 'tests'
                """);
    }

    @Test
    void whatCannotBeMadeWhereItArrivesIsAnErrorThere() {
        python().exec("""
                from concurrent import interpreters

                class Bomb:
                    def __reduce__(self):
                        return int, ('no number',)

                queue = interpreters.create_queue()
                queue.put(Bomb())
                try:
                    queue.get()
                except interpreters.NotShareableError as error:
                    assert 'could not be unpickled' in str(error), error
                    assert type(error.__cause__) is ValueError, error.__cause__
                else:
                    raise AssertionError('no error')
                """);
    }

    @Test
    void methodsThatAreJavasLookLikeFunctions() {
        everywhere("""
                import inspect
                queue = create_queue()
                assert str(inspect.signature(Queue.put)) == '(self, obj, block=True, timeout=None, *, unbounditems=None)'
                assert str(inspect.signature(queue.get_nowait)) == '()'
                assert inspect.isroutine(Queue.put) and inspect.ismethod(queue.put)
                assert queue.put.__self__ is queue and queue.put.__name__ == 'put'
                assert Queue.get.__qualname__ == 'Queue.get' and Queue.get.__doc__.startswith('Return the oldest')
                """);
    }

    @Test
    void methodsTakeTheirArgumentsInEveryWay() {
        everywhere("""
                queue = create_queue()
                Queue.put(queue, 1)
                queue.put(obj=2)
                queue.put(3, True, 1.0)
                queue.put_nowait(4, unbounditems=None)
                put, get = queue.put_nowait, queue.get
                put(5)
                got = [Queue.get(queue), queue.get(), queue.get(True), queue.get(block=False), get(timeout=1)]
                assert got == [1, 2, 3, 4, 5], got
                raises(TypeError, queue.put)
                raises(TypeError, queue.put, 1, wrong=2)
                raises(TypeError, queue.get_nowait, 1)
                raises(AttributeError, Queue.put, 'no queue', 1)
                raises(AttributeError, Queue.get, object.__new__(Queue))
                """);
    }

    @Test
    void subclassesOverrideMethods() {
        everywhere("""
                class Pairs(Queue):
                    def put(self, obj):
                        super().put((obj, obj))
                import _clutch
                pairs = Pairs(_clutch.queue_create(0, 3))
                pairs.put(1)
                assert pairs.get() == (1, 1)
                """);
    }

    @Test
    void aMethodThatWasMadeByOthersIsRefused() {
        everywhere("""
                import _clutch
                raises(RuntimeError, _clutch.Method, 2)
                unfinished = type(Queue.put)(2)
                raises(RuntimeError, unfinished, create_queue(), 1)
                unfinished._host, unfinished._member = len, 5
                raises(RuntimeError, unfinished, create_queue(), 1)
                """);
    }

    /** As in CPython, where each Queue object counts as one holder. */
    @Test
    void aQueueThatNobodyHoldsIsGone() {
        everywhere("""
                queue = create_queue()
                id = queue.id
                queue.put(b'lots of memory')
                del queue
                gc.collect()
                raises(RuntimeError, Queue, id)
                """);
    }

    @Test
    void putAndGetKeepOrderAndKind() {
        everywhere("""
                queue = create_queue()
                values = [None, True, 1, 1.5, 2j, 'text', b'bytes', bytearray(b'a'), (1,), [1], {1: 2}, {1}, frozenset((1,)),
                          range(3), ..., NotImplemented, slice(1, 2), int, len, Exception]
                for value in values:
                    queue.put(value)
                for value in values:
                    got = queue.get_nowait()
                    assert got == value and type(got) is type(value), (got, value)
                """);
    }

    @Test
    void timeoutsAreTrue() {
        everywhere("""
                queue = create_queue(1)
                start = time.monotonic()
                raises(QueueEmpty, queue.get, timeout=0.05)
                assert time.monotonic() - start >= 0.049
                queue.put(1)
                start = time.monotonic()
                raises(QueueFull, queue.put, 2, timeout=0.05)
                assert time.monotonic() - start >= 0.049
                raises(ValueError, queue.get, timeout=-1)
                raises(ValueError, queue.put, 1, timeout=-0.5)
                """);
    }

    @Test
    void aThreadThatWaitsIsWokenByAnotherOfTheSameInterpreter() {
        everywhere("""
                import threading
                queue, back = create_queue(), create_queue()
                thread = threading.Thread(target=lambda: back.put(queue.get(timeout=30) * 2))
                thread.start()
                queue.put(21)
                assert back.get(timeout=30) == 42
                thread.join()
                """);
    }

    @Test
    void aQueueWorksInTheInterpreterThatItIsSentTo() {
        everywhere("""
                there, back = create_queue(), create_queue(1)
                made = create()
                def relay(there, back):
                    for n in range(3):
                        back.put((there.get(timeout=30), there.id, back.maxsize), timeout=30)
                thread = made.call_in_thread(relay, there, back)
                for n in range(3):
                    there.put(n)
                assert [back.get(timeout=30) for _ in range(3)] == [(n, there.id, 1) for n in range(3)]
                thread.join()
                made.close()
                """);
    }

    @Test
    void instancesCrossWhenTheirClassCanBeImported() {
        everywhere("""
                import collections, datetime, decimal, enum, fractions, pathlib, types, uuid, http
                Point = collections.namedtuple('Point', 'x y', module='nowhere')
                values = [decimal.Decimal('1.5'), fractions.Fraction(1, 3), datetime.date(2024, 1, 2), uuid.UUID(int=7),
                          pathlib.PurePosixPath('/a'), http.HTTPStatus.OK, collections.OrderedDict(a=1),
                          collections.Counter('aab'), collections.deque([1, 2]), types.SimpleNamespace(a=1)]
                made = create()
                for value in values:
                    got = made.call(lambda x: x, value)
                    assert got == value and type(got) is type(value), (got, value)
                made.close()
                """);
    }

    @Test
    void argumentsOfAnyKindCanBeSent() {
        everywhere("""
                made = create()
                cycle = []
                cycle.append(cycle)
                same = lambda x: x
                assert made.call(same, range(3)) == range(3)
                assert made.call(dict, a=range(3), b={1, 2}) == {'a': range(3), 'b': {1, 2}}
                assert made.call(len, cycle) == 1
                got = made.call(same, cycle)
                assert got[0] is got
                made.close()
                """);
    }

    @Test
    void subclassesOfPlainTypesKeepTheirClass() {
        everywhere("""
                import enum, http, collections, signal
                made = create()
                for value in (http.HTTPStatus.OK, signal.SIGINT, collections.OrderedDict(a=1), collections.defaultdict(list, a=[1])):
                    got = made.call(lambda x: (x, type(x).__name__), value)
                    assert got == (value, type(value).__name__), got
                    assert type(got[0]) is type(value)
                made.close()
                """);
    }

    @Test
    void exceptionsCrossAsValues() {
        everywhere("""
                made = create()
                got = made.call(lambda e: (type(e).__name__, e.args), ValueError('a', 1))
                assert got == ('ValueError', ('a', 1)), got
                queue = create_queue()
                queue.put(KeyError('k'))
                error = queue.get()
                assert type(error) is KeyError and error.args == ('k',)
                made.close()
                """);
    }

    @Test
    void functionsCrossWithTheModulesThatTheyUse() {
        everywhere("""
                import json, os.path
                queue = create_queue()
                def double(x): return 2 * x
                queue.put([json.dumps, double, lambda: double(3), lambda: (json, os.path)])
                a, b, c, d = queue.get()
                assert a is json.dumps and b(2) == 4 and c() == 6 and d() == (json, os.path)
                raises(NotShareableError, queue.put, json)
                """);
    }

    @Test
    void functionsKeepWhatTheyAreMadeOf() {
        everywhere("""
                import clutch
                queue = create_queue()
                def outer():
                    count = 0
                    def inner(a, b=2, *, c=[3], **rest):
                        'Its documentation.'
                        return a, b, c, rest, count
                    inner.mark = 'mark'
                    return inner
                queue.put(clutch.by_value(outer()))
                got = queue.get()
                assert got(1, d=4) == (1, 2, [3], {'d': 4}, 0)
                assert got.__name__ == 'inner' and got.__qualname__ == 'outer.<locals>.inner'
                assert got.__doc__ == 'Its documentation.' and got.mark == 'mark'
                def even(n): return n == 0 or odd(n - 1)
                def odd(n): return n != 0 and even(n - 1)
                queue.put(even)
                assert queue.get()(10)
                """);
    }

    @Test
    void functionsKeepTheirAnnotations() {
        everywhere("""
                queue = create_queue()
                def annotated(a: int, b: 'later') -> str: pass
                queue.put(annotated)
                assert queue.get().__annotations__ == {'a': int, 'b': 'later', 'return': str}
                """);
    }

    @Test
    void coroutinesGeneratorsAndDecoratedFunctionsCrossAsFunctions() {
        everywhere("""
                import asyncio, functools
                queue = create_queue()
                def doubled(f):
                    @functools.wraps(f)
                    def wrapper(*args): return 2 * f(*args)
                    return wrapper
                @doubled
                def decorated(x): return x + 1
                async def coroutine(x): return x + 1
                def generator(n): yield from range(n)
                queue.put([decorated, coroutine, generator])
                a, b, c = queue.get()
                assert a(1) == 4 and asyncio.run(b(1)) == 2 and list(c(3)) == [0, 1, 2]
                """);
    }

    @Test
    void whatIsShareableCanBeSentAndTheRestSaysSo() {
        everywhere("""
                import threading
                queue = create_queue()
                for value in (None, True, 1, 10**30, 1.5, 'a', b'b', (), (1, 'a'), memoryview(b'view'), queue):
                    assert is_shareable(value), value
                    queue.put(value)
                    got = queue.get()
                    assert got == value, (got, value)
                class Text(str): pass
                for value in (object(), threading.Lock(), [], Text('a')):
                    assert not is_shareable(value), value
                """);
    }

    @Test
    void aFailedPutLosesNothing() {
        everywhere("""
                import threading
                queue = create_queue()
                queue.put(1)
                raises(NotShareableError, queue.put, threading.Lock())
                raises(NotShareableError, queue.put, [1, threading.Lock()])
                assert queue.qsize() == 1 and queue.get() == 1
                """);
    }

    @Test
    void reducersMayUseQueuesThemselves() {
        everywhere("""
                queue, log = create_queue(), create_queue()
                class Talkative:
                    def __reduce__(self):
                        log.put('reduced')
                        return int, (7,)
                queue.put(Talkative())
                assert queue.get() == 7 and log.qsize() >= 1
                """);
    }

    @Test
    void listAllKnowsTheOpenQueues() {
        everywhere("""
                from concurrent.interpreters import _queues
                before = _queues.list_all()
                queue = create_queue()
                assert queue in _queues.list_all() and queue not in before
                """);
    }

    @Test
    void listAllLeavesOutWhatIsClosedMeanwhile() {
        everywhere("""
                import _clutch, _interpqueues
                from concurrent.interpreters import _queues
                closed, kept = _interpqueues.create(0), create_queue()
                _interpqueues.destroy(closed)
                with replaced(_clutch, 'queue_list') as listed:
                    _clutch.queue_list = lambda: [closed, *listed()]
                    assert kept in _queues.list_all()
                    assert kept.id in [id for id, *_ in _interpqueues.list_all()]
                """);
    }

    @Test
    void largeBytesCross() {
        everywhere("""
                import hashlib
                made = create()
                data = bytes(range(256)) * (1 << 16)
                assert made.call(lambda d: hashlib.sha256(d).hexdigest(), data) == hashlib.sha256(data).hexdigest()
                made.close()
                """);
    }

    @Test
    void aQueueThatIsSentAndDroppedIsThereForWhoReceivesIt() {
        everywhere("""
                from concurrent.interpreters import _queues
                before = _queues.list_all()
                mail = create_queue()
                inner = create()
                inner.prepare_main(mail=mail)
                inner.exec('from concurrent.interpreters import create_queue; queue = create_queue()')
                inner.exec('queue.put("kept"); mail.put([queue]); mail.put(queue); del queue')
                [queue], again = mail.get(), mail.get()
                assert queue is again and queue.get() == 'kept'
                del queue, again
                gc.collect()
                assert _queues.list_all() == [*before, mail], _queues.list_all()
                inner.exec('mail.put(create_queue())')
                assert len(_queues.list_all()) == len(before) + 2
                inner.close()
                assert _queues.list_all() == [*before, mail], _queues.list_all()
                """);
    }
}
