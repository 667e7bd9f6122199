"""InterpreterPoolExecutor (PEP 734), served by Clutch: a pool of interpreters with a thread each.

The threads are Java's, which hands the tasks out: see ``clutch._pool``. A subclass that has contexts of its
own gets what ThreadPoolExecutor does with these: threads of this interpreter.
"""

import itertools
import operator
import types

from clutch import _pool, _pool_worker
from clutch._crossing.recipes import dump_callable
from clutch._errors import NotShareableError
from clutch._lifecycle import module_names
from clutch._replacements import Replacement
from concurrent import interpreters
from concurrent.futures import _base
from concurrent.futures import thread as _thread


def do_call(function, args, kwargs):
    """Call what is no function: if it cannot be sent, the error names the arguments, as CPython's does."""
    return function(*args, **kwargs)


class WorkerContext(_thread.WorkerContext):
    """The interpreter of one worker thread, for executors that have threads of this interpreter."""

    @classmethod
    def prepare(cls, initializer, initargs):
        """Return a function that makes a context, and one that makes a task of a submitted call."""
        initial = None if initializer is None else cls._resolve_task(initializer, initargs, {})
        return lambda: cls(initial), cls._resolve_task

    @staticmethod
    def _resolve_task(function, args, kwargs):
        if isinstance(function, str):
            raise TypeError("scripts are not supported: submit a function")
        if isinstance(function, (types.FunctionType, types.BuiltinFunctionType, type, Replacement)):
            return function, args, kwargs
        return do_call, (function, args, kwargs), {}

    def __init__(self, initdata):
        self.initdata = initdata
        self.interp = None

    def __del__(self):
        if self.interp is not None:
            self.finalize()

    def initialize(self):
        """Make the interpreter, and run the initializer in it."""
        self.interp = interpreters.create()
        try:
            if self.initdata is not None:
                self.run(self.initdata)
        except BaseException:
            self.finalize()
            raise

    def finalize(self):
        """Close the interpreter."""
        interp, self.interp = self.interp, None
        if interp is not None:
            interp.close()

    def run(self, task):
        """Return the result of a task, or raise what it raised, with an ExecutionFailed as the cause."""
        function, args, kwargs = task
        try:
            return self.interp.call(function, *args, **kwargs)
        except interpreters.ExecutionFailed as failed:
            original = _pool.original_of(failed)
            if original is failed:
                raise
            try:
                raise original from failed
            finally:
                del original  # it refers to this frame


class BrokenInterpreterPool(_thread.BrokenThreadPool):
    """A worker's interpreter could not be made, or its initializer raised."""


class InterpreterPoolExecutor(_thread.ThreadPoolExecutor):
    """Runs calls in interpreters that run in parallel, each on a thread of its own."""

    BROKEN = BrokenInterpreterPool

    @classmethod
    def prepare_context(cls, initializer, initargs):
        """Return what ThreadPoolExecutor makes workers of."""
        return WorkerContext.prepare(initializer, initargs)

    def __init__(
        self,
        max_workers=None,
        thread_name_prefix="",
        initializer=None,
        initargs=(),
        *,
        max_tasks_per_child=None,
        max_pending=None,
        min_workers=None,
        keep_alive=60,
        preload=(),
    ):
        """Make a pool, without interpreters yet.

        max_workers: how many interpreters there may be; they are made when they are needed.
        thread_name_prefix: what the threads' names begin with.
        initializer, initargs: a function, and its arguments, that is called first in each interpreter.
        max_tasks_per_child: after how many tasks an interpreter is replaced by a new one; None for never.
        max_pending: how many tasks may wait for a worker, before ``submit`` waits; None for no bound.
        min_workers: how many of the interpreters stay when there is nothing to do; None for all.
        keep_alive: after how many idle seconds the others end.
        preload: the names of modules that each interpreter imports when it is made.
        """
        prefix = thread_name_prefix or f"InterpreterPoolExecutor-{self._counter()}"
        super().__init__(max_workers, prefix, initializer, initargs)
        self._pool = None
        self._has_own_contexts = type(self).prepare_context.__func__ is not _PREPARE_CONTEXT
        if not self._has_own_contexts:
            self._work_queue = _pool.PendingTasks()
        limits = _number("max_pending", max_pending), _number("max_tasks_per_child", max_tasks_per_child)
        names = module_names(preload)
        if self._has_own_contexts and (any(limits) or min_workers is not None or names):
            raise ValueError("max_pending, max_tasks_per_child, min_workers and preload need Clutch's own WorkerContext")
        self._made_from = self._workers(min_workers, keep_alive), *limits, prefix, initializer, tuple(initargs), names

    def _workers(self, min_workers, keep_alive):
        fewest = self._max_workers if min_workers is None else operator.index(min_workers)
        if not 0 <= fewest <= self._max_workers:
            raise ValueError(f"min_workers must be from 0 to max_workers, {self._max_workers}, not {fewest}")
        if not keep_alive >= 0:
            raise ValueError(f"keep_alive must be 0 seconds or more, not {keep_alive!r}")
        return fewest, self._max_workers, keep_alive

    def submit(self, fn, /, *args, **kwargs):
        """Return a future for the call. See ``Executor.submit``."""
        if self._has_own_contexts:
            return super().submit(fn, *args, **kwargs)
        return self._submit(None, fn, args, kwargs)

    def submit_keyed(self, key, fn, /, *args, **kwargs):
        """As ``submit``; calls with equal keys run in one interpreter, one after the other.

        key: a value that is equal to others of the same type.
        """
        if self._has_own_contexts:
            raise TypeError("keys need Clutch's own WorkerContext")
        return self._submit((key,), fn, args, kwargs)

    def within(self, seconds, /):
        """Return an executor whose calls are done by this one, but have a deadline.

        ``pool.within(0.5).submit(f, x)`` returns a future that fails with TimeoutError when the call has not ended
        half a second later. If it runs then, it is interrupted, by KeyboardInterrupt; if it does not react to that,
        it goes on, ``stuck`` tells of it, and its interpreter is replaced when it ends.
        """
        if self._has_own_contexts:
            raise TypeError("deadlines need Clutch's own WorkerContext")
        if not seconds >= 0:
            raise ValueError(f"a timeout must not be negative or nan, got {seconds!r}")
        return TimedExecutor(self, seconds)

    def stuck(self):
        """Return a list of named tuples: the calls that go on though they were interrupted at their deadlines."""
        return [] if self._pool is None else self._pool.stuck()

    def _submit(self, key, fn, args, kwargs, seconds=None):
        pool = self._pool or self._opened()
        if pool is None:  # its initializer cannot be sent; later calls are refused
            return _failed(self.BROKEN(self._broken))
        if pool.broken is not None:
            raise self.BROKEN(f"the pool is not usable any more: {pool.broken}") from pool.broken
        function, args, kwargs = WorkerContext._resolve_task(fn, args, kwargs)
        future = pool.submit(function, args, kwargs, key, seconds)
        if future is None:
            raise RuntimeError(_refusal())
        return future

    def _opened(self):
        with self._shutdown_lock, _thread._global_shutdown_lock:
            if self._broken:
                raise self.BROKEN(self._broken)
            if self._shutdown or _thread._shutdown:
                raise RuntimeError(_refusal())
            if self._pool is None:
                try:
                    self._pool = _pool.Pool(*self._made_from)
                    self._work_queue.pool = self._pool
                except NotShareableError:
                    _base.LOGGER.critical("Exception in initializer:", exc_info=True)
                    self._broken = "the initializer cannot be sent to an interpreter, the pool is not usable"
            return self._pool

    @property
    def _threads(self):
        pool = getattr(self, "_pool", None)
        return self._own_threads if pool is None else _pool.workers(pool)

    @_threads.setter
    def _threads(self, threads):
        self._own_threads = threads

    def map(self, fn, *iterables, timeout=None, chunksize=1, buffersize=None):
        """Return an iterator over the results, in the order of the items. See ``Executor.map``.

        chunksize: how many calls go to an interpreter at once; more is faster for short calls.
        """
        if chunksize < 1:
            raise ValueError(f"chunksize must be >= 1, not {chunksize}")
        if chunksize == 1:
            return super().map(fn, *iterables, timeout=timeout, buffersize=buffersize)
        chunks = map(_pool_worker.pack, itertools.batched(zip(*iterables), chunksize))
        return _flat(super().map(_pool_worker.call_each, itertools.repeat(dump_callable(fn)), chunks, timeout=timeout, buffersize=buffersize))

    def map_as_completed(self, fn, /, *iterables, timeout=None, chunksize=1):
        """As ``map``, but the results come as soon as they are there, in any order."""
        if chunksize < 1:
            raise ValueError(f"chunksize must be >= 1, not {chunksize}")
        function = dump_callable(fn)
        chunks = map(_pool_worker.pack, itertools.batched(zip(*iterables), chunksize))
        return _flat(_completed([self.submit(_pool_worker.call_each, function, chunk) for chunk in chunks], timeout))

    def shutdown(self, wait=True, *, cancel_futures=False):
        """Take no more calls, and end the interpreters when all are done. See ``Executor.shutdown``.

        wait: until that has happened.
        cancel_futures: cancel the calls that were not begun.
        """
        if self._has_own_contexts:
            super().shutdown(wait, cancel_futures=cancel_futures)
            return
        with self._shutdown_lock:
            self._shutdown = True
        if self._pool is not None:
            self._pool.shut_down(cancel_futures)
            if wait:
                self._pool.join()

    def __del__(self):
        pool = getattr(self, "_pool", None)
        if pool is not None:
            pool.shut_down()


class TimedExecutor(_base.Executor):
    """An InterpreterPoolExecutor whose calls have a deadline; see its ``within``. A shutdown does nothing."""

    def __init__(self, pool, seconds):
        self._pool = pool
        self._seconds = seconds

    def submit(self, fn, /, *args, **kwargs):
        """Return a future for the call. See ``Executor.submit``."""
        return self._pool._submit(None, fn, args, kwargs, self._seconds)

    def submit_keyed(self, key, fn, /, *args, **kwargs):
        """As ``submit``; see ``InterpreterPoolExecutor.submit_keyed``."""
        return self._pool._submit((key,), fn, args, kwargs, self._seconds)


_PREPARE_CONTEXT = InterpreterPoolExecutor.prepare_context.__func__


def _failed(exception):
    future = _base.Future()
    future.set_exception(exception)
    return future


def _refusal():
    return f"cannot schedule new futures after {'interpreter ' if _thread._shutdown else ''}shutdown"


def _number(name, value):
    """Return what Java calls a limit: zero for none."""
    if value is None:
        return 0
    if not isinstance(value, int):
        raise TypeError(f"{name} must be an int or None, not {value!r}")
    if value < 1:
        raise ValueError(f"{name} must be >= 1, not {value}")
    return value


def _completed(futures, timeout):
    try:
        for future in _base.as_completed(futures, timeout):
            yield future.result()
    finally:
        for future in futures:
            future.cancel()


def _flat(chunks):
    """Yield the results of each chunk, and refer to none of them any more."""
    for packed in chunks:
        chunk = _pool_worker.unpack(packed)
        chunk.reverse()
        while chunk:
            yield chunk.pop()
