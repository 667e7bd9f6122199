"""Subinterpreters high-level module: PEP 734, served by Clutch.

The same API as CPython 3.14's module of this name. Every interpreter of the process is in one
registry, whether Python or Java code made it.
"""

import threading
import weakref

import _clutch
from clutch._bootstrap import write_by_lines
from clutch._crossing import functions, values

from ._errors import (
    ExecutionFailed,
    InterpreterError,
    InterpreterNotFoundError,
    NotShareableError,
    snapshot,
)
from ._queues import Queue, QueueEmpty, QueueFull
from ._queues import create as create_queue

__all__ = [
    "ExecutionFailed",
    "Interpreter",
    "InterpreterError",
    "InterpreterNotFoundError",
    "NotShareableError",
    "Queue",
    "QueueEmpty",
    "QueueFull",
    "create",
    "create_queue",
    "get_current",
    "get_main",
    "is_shareable",
    "list_all",
]

_MAIN_ID = 0
# use_main_obmalloc, allow_fork, allow_exec, allow_threads, allow_daemon_threads,
# check_multi_interp_extensions, gil (2 is one of its own)
_ISOLATED = (False, False, False, True, False, True, 2)


def create():
    """Return a new, idle interpreter with a GIL of its own."""
    write_by_lines()
    return Interpreter(_clutch.interpreter_create(_ISOLATED))


def list_all():
    """Return all interpreters, the oldest first."""
    return [Interpreter(id) for id in _clutch.interpreter_list()]


def get_current():
    """Return the interpreter that runs this code."""
    return Interpreter(_clutch.id)


def get_main():
    """Return the interpreter that was there first."""
    return Interpreter(_MAIN_ID)


def is_shareable(obj):
    """Return whether the object crosses by value, without a pickle."""
    return type(obj) in _SHAREABLE


_SHAREABLE = (type(None), bool, int, float, str, bytes, tuple, memoryview, Queue)

_known = weakref.WeakValueDictionary()


class Interpreter:
    """One interpreter.

    There is one object for each id in each interpreter. When the last of the objects that stand for an
    interpreter made by ``create()`` is gone, the interpreter is closed.
    """

    def __new__(cls, id, /):
        if not isinstance(id, int):
            raise TypeError(f"id must be an int, got {id!r}")
        id = int(id)
        known = _known.get(id)
        if known is not None:
            return known
        if id not in _clutch.interpreter_list():
            raise InterpreterNotFoundError(f"interpreter {id} not found")
        self = super().__new__(cls)
        self._id = id
        self._counted = id != _MAIN_ID and id != _clutch.id
        if self._counted:
            _clutch.interpreter_incref(id)
        return _known.setdefault(id, self)

    def __repr__(self):
        return f"{type(self).__name__}({self._id})"

    def __hash__(self):
        return hash(self._id)

    def __del__(self):
        if getattr(self, "_counted", False):
            self._counted = False
            _clutch.interpreter_decref(self._id)

    def __reduce__(self):
        return type(self), (self._id,)

    @property
    def id(self):
        """The number that names this interpreter in every other one."""
        return self._id

    def is_running(self):
        """Return whether a thread runs code in the interpreter's ``__main__``."""
        return _clutch.interpreter_is_running(self._id)

    def close(self):
        """End the interpreter: join its threads and free it.

        Raises InterpreterError while it is running, and for the main and the current interpreter.
        """
        _clutch.interpreter_close(self._id)

    def prepare_main(self, ns=None, /, **kwargs):
        """Bind names to copies of the values in the interpreter's ``__main__``."""
        names = dict(ns, **kwargs) if ns is not None else kwargs
        _finish(_clutch.interpreter_prepare_main(self._id, names))

    def exec(self, code, /):
        """Run code in the interpreter's ``__main__``, on this thread, and wait for its end.

        code: source text, or a function without arguments whose body is run like source text.
        Raises ExecutionFailed if the code raises, SystemExit included.
        """
        _finish(_clutch.interpreter_exec(self._id, _script(code)))

    def call(self, callable, /, *args, **kwargs):
        """Call a function in the interpreter, on this thread, and return a copy of its result.

        Raises ExecutionFailed if it raises, and NotShareableError if the function, an argument or the
        result cannot be sent.
        """
        return _finish(_clutch.interpreter_call(self._id, callable, args, kwargs))

    def call_in_thread(self, callable, /, *args, **kwargs):
        """Call a function in the interpreter on a new thread, and return the started thread.

        The result is dropped; an exception is shown as that of a thread is.
        """
        thread = threading.Thread(target=self.call, args=(callable, *args), kwargs=kwargs)
        thread.start()
        return thread


def _script(code):
    if isinstance(code, str):
        return code
    found = getattr(code, "__code__", code)
    if not hasattr(found, "co_code"):
        raise TypeError(f"exec() takes source text, a code object or a function, not {code!r}")
    if found.co_argcount or found.co_kwonlyargcount or found.co_freevars:
        raise ValueError(f"exec() takes a function without arguments and without a closure, not {code!r}")
    return found


def _finish(outcome):
    result, failure = outcome
    if failure is not None:
        raise ExecutionFailed(snapshot(failure))
    return result


values.register(Interpreter, "interpreter", lambda interpreter: interpreter._id, Interpreter)
values.register(type(_script.__code__), "code", functions.dump_code, functions.load_code)
