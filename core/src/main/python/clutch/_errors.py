"""The exceptions of ``concurrent.interpreters`` (PEP 734) and of the low-level modules below it."""

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
        super().__init__(excinfo.formatted or excinfo.msg or excinfo.type.__name__)
        self.excinfo = excinfo

    def __str__(self):
        display = self.excinfo.errdisplay
        if not display:
            return self._message_alone()
        return f"{self._message_alone()}\n\nUncaught in the interpreter:\n\n{display.rstrip()}"

    def __reduce__(self):
        return type(self), (self.excinfo,)

    def _message_alone(self):
        """Return the text without the traceback, for a snapshot: that has the traceback besides."""
        return super().__str__()


class QueueError(RuntimeError):
    """Something is wrong with a queue."""


class QueueNotFoundError(QueueError):
    """There is no queue with that id, or none any more."""


def snapshot(strings):
    """Return the ``excinfo`` for the strings that ``_crossing.exceptions.capture`` made."""
    name, qualname, module, message, display = strings
    full_name = qualname if module in ("builtins", "__main__") else f"{module}.{qualname}"
    return SimpleNamespace(
        type=SimpleNamespace(__name__=name, __qualname__=qualname, __module__=module),
        msg=message,
        formatted=f"{full_name}: {message}" if message else full_name,
        errdisplay=display,
    )


# Where users know them from, in tracebacks and pickles.
for _cls in (InterpreterError, InterpreterNotFoundError, NotShareableError, ExecutionFailed, QueueError, QueueNotFoundError):
    _cls.__module__ = "concurrent.interpreters"
