"""Subinterpreters high-level module: PEP 734, served by Clutch.

The same API as CPython 3.14's module of this name. Every interpreter of the process is in one
registry, whether Python or Java code made it.
"""

import threading
import weakref

import _clutch
import _interpreters
from clutch._crossing import values
from clutch._errors import ExecutionFailed, InterpreterError, InterpreterNotFoundError, NotShareableError
from clutch._crossing.values import is_shareable
from clutch._listing import still_there

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



def create():
    """Return a new, idle interpreter with a GIL of its own."""
    return Interpreter(_interpreters.create(reqrefs=True), _ownsref=True)


def list_all():
    """Return all interpreters, the oldest first."""
    listed = _interpreters.list_all(require_ready=True)
    return still_there(lambda pair: Interpreter(pair[0], _whence=pair[1]), listed, InterpreterNotFoundError)


def get_current():
    """Return the interpreter that runs this code."""
    id, whence = _interpreters.get_current()
    return Interpreter(id, _whence=whence)


def get_main():
    """Return the interpreter that was there first."""
    id, whence = _interpreters.get_main()
    return Interpreter(id, _whence=whence)


_known = weakref.WeakValueDictionary()


class Interpreter:
    """One interpreter.

    There is one object for each id in each interpreter. When the last of the objects that stand for an
    interpreter made by ``create()`` is gone, the interpreter is closed. Interpreters that C code has made
    can be looked at only.
    """

    _ownsref = False

    _WHENCE_TO_STR = {
        _interpreters.WHENCE_UNKNOWN: "unknown",
        _interpreters.WHENCE_RUNTIME: "runtime init",
        _interpreters.WHENCE_LEGACY_CAPI: "legacy C-API",
        _interpreters.WHENCE_CAPI: "C-API",
        _interpreters.WHENCE_XI: "cross-interpreter C-API",
        _interpreters.WHENCE_STDLIB: "_interpreters module",
    }

    def __new__(cls, id, /, _whence=None, _ownsref=None):
        if not isinstance(id, int):
            raise TypeError(f"id must be an int, got {id!r}")
        id = int(id)
        known = _known.get(id)
        if known is not None:
            return known
        self = super().__new__(cls)
        self._id = id
        self._whence = _interpreters.whence(id) if _whence is None else _whence
        owns = self._whence == _interpreters.WHENCE_STDLIB if _ownsref is None else _ownsref
        # An interpreter that counted itself would never be closed.
        if owns and id != _clutch.id:
            self._is_hosted = _clutch.interpreter_is_hosted(id)
            _interpreters.incref(id)
            self._ownsref = True
        return _known.setdefault(id, self)

    def __repr__(self):
        return f"{type(self).__name__}({self._id})"

    def __hash__(self):
        return hash(self._id)

    def __del__(self):
        if self._ownsref:
            self._decref()

    def _decref(self, *, _host=_clutch, _low_level=_interpreters):
        self._ownsref = False
        decref = _host.interpreter_decref if self._is_hosted else _low_level.decref
        if decref:  # None at the very end, which drops all references
            decref(self._id)

    def __reduce__(self):
        return type(self), (self._id,)

    @property
    def id(self):
        """The number that names this interpreter in every other one."""
        return self._id

    @property
    def whence(self):
        """Where the interpreter came from, in words."""
        return self._WHENCE_TO_STR[self._whence]

    def is_running(self):
        """Return whether a thread runs code in the interpreter's ``__main__``."""
        return _interpreters.is_running(self._id)

    def close(self):
        """End the interpreter: join its threads and free it.

        Raises InterpreterError while it is running, and for the main and the current interpreter.
        """
        _interpreters.destroy(self._id, restrict=True)

    def reset(self):
        """Make the interpreter nearly new, sooner than a new one is made. An extension of Clutch.

        It empties ``__main__``, and those of other interpreters whose functions were sent to it; forgets the modules
        that were imported since it was made, which are imported anew when they are wanted; gives ``sys`` and
        ``builtins`` the attributes back that they had, with ``sys.path`` and its like as they were; and collects garbage.

        What stays: modules of the standard library and of Clutch, packages with extension modules and what was preloaded,
        with what was set in them; exit handlers, which run at its end; the environment, the working directory, open
        files, thread locals and context variables; and objects that something of all this refers to, or another
        interpreter, Java code or C code.

        Raises InterpreterError, and changes nothing, while code runs in it or threads are alive that it has started,
        and for the main and the current interpreter.
        """
        _interpreters.reset(self._id)

    def prepare_main(self, ns=None, /, **kwargs):
        """Bind names to copies of the values in the interpreter's ``__main__``.

        Raises NotShareableError for values that are not shareable, see ``is_shareable``, and binds none then.
        """
        names = dict(ns, **kwargs) if ns is not None else kwargs
        _interpreters.set___main___attrs(self._id, names, restrict=True)

    def exec(self, code, /):
        """Run code in the interpreter's ``__main__``, on this thread, and wait for its end.

        code: source text, or a function without arguments whose body is run like source text.
        Raises ExecutionFailed if the code raises, SystemExit included.
        """
        self._exec(code)

    def _exec(self, code, timeout=None):
        excinfo = _interpreters._exec(self._id, code, restrict=True, timeout=timeout)
        if excinfo is not None:
            raise ExecutionFailed(excinfo)

    def call(self, callable, /, *args, **kwargs):
        """Call a function in the interpreter, on this thread, and return a copy of its result.

        Raises ExecutionFailed if it raises, and NotShareableError if the function, an argument or the
        result cannot be sent.
        """
        try:
            result, failure = _clutch.interpreter_call(self._id, callable, args, kwargs)
        except InterpreterNotFoundError:  # it may be one that C code has made
            return self._call(callable, args, kwargs)
        if failure is None:
            return result
        raise ExecutionFailed(_interpreters._excinfo(failure))

    def _call(self, callable, args, kwargs, timeout=None):
        result, excinfo = _interpreters._call(self._id, callable, args, kwargs, False, True, timeout)
        if excinfo is not None:
            raise ExecutionFailed(excinfo)
        return result

    def within(self, seconds, /):
        """Return an object whose ``call`` and ``exec`` are those of this interpreter, with a deadline.

        ``interp.within(0.5).call(f, x)`` raises TimeoutError when ``f`` has not ended after half a second. It is
        interrupted then, by KeyboardInterrupt; if it does not react to that, it goes on, and the interpreter refuses
        other calls until it has ended. When first asked for, this blocks until the interpreter has loaded what tells
        of exceptions, some 20 ms, but not longer than that time. An extension of Clutch.
        """
        from clutch._deadlines import Timed

        return Timed(self, seconds)

    def interrupt(self):
        """Raise KeyboardInterrupt in whatever others have begun in the interpreter, and it runs or waits in.

        The threads that its own code has started go on. Returns at once, and does nothing when it is idle. An
        extension of Clutch.
        """
        _clutch.interpreter_interrupt(self._id)

    def call_in_thread(self, callable, /, *args, **kwargs):
        """Call a function in the interpreter on a new thread, and return the started thread.

        The result is dropped; an exception is shown as that of a thread is.
        """
        thread = threading.Thread(target=self.call, args=(callable, *args), kwargs=kwargs)
        thread.start()
        return thread


values.register_shareable(Interpreter, "interpreter", lambda interpreter: interpreter._id, Interpreter)
