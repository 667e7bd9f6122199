"""The exceptions of ``concurrent.interpreters`` (PEP 734)."""

import queue
from types import SimpleNamespace


class InterpreterError(Exception):
    """A cross-interpreter operation failed."""


class InterpreterNotFoundError(InterpreterError):
    """There is no interpreter with that id, or none any more."""


class NotShareableError(TypeError):
    """An object cannot be sent to another interpreter."""


class ExecutionFailed(InterpreterError):
    """Code in another interpreter raised an exception that it did not handle.

    ``excinfo`` is a snapshot of it, with ``type`` (a namespace with ``__name__``, ``__qualname__`` and
    ``__module__``), ``msg``, ``formatted`` (one line) and ``errdisplay`` (the traceback).
    """

    def __init__(self, excinfo):
        super().__init__(excinfo.formatted)
        self.excinfo = excinfo

    def __str__(self):
        display = self.excinfo.errdisplay
        if not display:
            return self.excinfo.formatted
        return f"{self.excinfo.formatted}\n\nUncaught in the interpreter:\n\n{display.rstrip()}"


class QueueError(RuntimeError):
    """Something is wrong with a queue."""


class QueueNotFoundError(QueueError):
    """There is no queue with that id, or none any more."""


class QueueEmpty(QueueError, queue.Empty):
    """No item came in time."""


class QueueFull(QueueError, queue.Full):
    """No place came free in time."""


class ItemInterpreterDestroyed(QueueError):
    """The interpreter that put this item ended before it was taken."""


def snapshot(strings):
    """Return the ``excinfo`` for the strings that came from the other interpreter."""
    name, qualname, module, message, formatted, display = strings
    return SimpleNamespace(
        type=SimpleNamespace(__name__=name, __qualname__=qualname, __module__=module),
        msg=message,
        formatted=formatted,
        errdisplay=display,
    )


# Where users know them from, in tracebacks and pickles.
for _cls in (InterpreterError, InterpreterNotFoundError, NotShareableError, ExecutionFailed):
    _cls.__module__ = "concurrent.interpreters"
for _cls in (QueueError, QueueNotFoundError, QueueEmpty, QueueFull, ItemInterpreterDestroyed):
    _cls.__module__ = "concurrent.interpreters._queues"
