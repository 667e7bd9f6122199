"""Names that are not public, but that libraries use."""

import _interpqueues
import _interpreters
from concurrent import futures, interpreters
from concurrent.futures import interpreter as pools
from concurrent.futures import thread as threads
from concurrent.interpreters import _crossinterp, _queues


class Counting(pools.WorkerContext):
    """A context that counts its tasks."""

    count = 0

    def run(self, task):
        Counting.count += 1
        return super().run(task)


class CountingPool(futures.InterpreterPoolExecutor):
    @classmethod
    def prepare_context(cls, initializer, initargs):
        return Counting.prepare(initializer, initargs)


def low_level():
    id = _interpreters.create("isolated", reqrefs=False)
    print(_interpreters.run_string(id, "assert n == 5", {"n": 5}))
    print(_interpreters.run_string(id, "1/0").type.__name__)
    print(_interpreters.run_func(id, low_level_function), _interpreters.is_running(id))
    print(_interpreters.exec(id, "m = 7"), _interpreters.call(id, divmod, (7, 3))[0])
    print(_interpreters.set___main___attrs(id, {"k": (1, "a")}), _interpreters.exec(id, "assert k == (1, 'a')"))
    print(_interpreters.whence(id) == _interpreters.WHENCE_STDLIB, _interpreters.get_config(id).gil)
    print(sorted(vars(_interpreters.new_config("legacy", gil="own", use_main_obmalloc=False,
                                               check_multi_interp_extensions=True)).items()))
    print(id in [id for id, _ in _interpreters.list_all()])
    _interpreters.destroy(id)
    try:
        _interpreters.run_string(id, "pass")
    except _interpreters.InterpreterNotFoundError as error:
        print(type(error).__name__, isinstance(error, interpreters.InterpreterError))


def low_level_function():
    import __main__

    assert __main__.n == 5


def low_level_queues():
    id = _interpqueues.create(2, 3, 1)
    _interpqueues.put(id, (1, "a"), 3)
    print(_interpqueues.get(id), _interpqueues.get_count(id), _interpqueues.get_maxsize(id), _interpqueues.is_full(id))
    print(_interpqueues.get_queue_defaults(id))
    _interpqueues.destroy(id)
    print(_queues.Queue is interpreters.Queue, _crossinterp.UNBOUND is not _queues.UNBOUND)


def work_items():
    future = futures.Future()
    item = threads._WorkItem(future, (abs, (-5,), {}))
    context = pools.WorkerContext(None)
    context.initialize()
    try:
        item.run(context)
    finally:
        context.finalize()
    print(future.result())
    create, task = pools.WorkerContext.prepare(None, ())
    context = create()
    context.initialize()
    print(context.run(task(pow, (2, 5), {})), type(context).__name__, context.interp is not None)
    context.finalize()


def main():
    low_level()
    low_level_queues()
    work_items()
    with CountingPool(1) as pool:
        print(list(pool.map(abs, (-1, 2, -3))), Counting.count)
    print(issubclass(pools.BrokenInterpreterPool, futures.BrokenExecutor), len(interpreters.list_all()))


if __name__ == "__main__":
    main()
