"""InterpreterPoolExecutor (PEP 734), served by Clutch: a pool of threads with an interpreter each."""

import types

from concurrent import interpreters
from concurrent.futures import thread as _thread


def do_call(function, args, kwargs):
    """Call what is no function: if it cannot be sent, the error names the arguments, as CPython's does."""
    return function(*args, **kwargs)


class WorkerContext(_thread.WorkerContext):
    """The interpreter of one worker thread, which only that thread uses."""

    @classmethod
    def prepare(cls, initializer, initargs):
        """Return a function that makes a context, and one that makes a task of a submitted call."""
        initial = None if initializer is None else cls._resolve_task(initializer, initargs, {})
        return lambda: cls(initial), cls._resolve_task

    @staticmethod
    def _resolve_task(function, args, kwargs):
        if isinstance(function, str):
            raise TypeError("scripts are not supported: submit a function")
        if isinstance(function, (types.FunctionType, types.BuiltinFunctionType, type)):
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
            original = failed.excinfo.restored()
            if original is None:
                raise
            failed.__cause__ = original.__cause__
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

    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=()):
        """Make a pool, without interpreters yet.

        max_workers: how many interpreters there may be.
        thread_name_prefix: what the threads' names begin with.
        initializer, initargs: a function, and its arguments, that is called first in each interpreter.
        """
        prefix = thread_name_prefix or f"InterpreterPoolExecutor-{self._counter()}"
        super().__init__(max_workers, prefix, initializer, initargs)
