"""The exceptions of ``concurrent.interpreters`` (PEP 734) and of the low-level modules below it."""

import _clutch
import _thread

_cause = BaseException.__cause__


class InterpreterError(Exception):
    """A cross-interpreter operation failed."""


class InterpreterNotFoundError(InterpreterError):
    """There is no interpreter with that id, or none any more."""


class NotShareableError(TypeError):
    """An object cannot be sent to another interpreter."""


class _Telling(_thread._local):
    """A context in which this thread prints exceptions without the originals of ``ExecutionFailed``.

    Where these are in a snapshot's traceback, they are in it whole, and once.
    """

    on = False

    def __enter__(self):
        self.on = True

    def __exit__(self, *_):
        self.on = False


telling = _Telling()


class ExecutionFailed(InterpreterError):
    """Code in another interpreter raised an exception that it did not handle.

    ``excinfo`` is a snapshot of it, with ``type`` (a namespace with ``__name__``, ``__qualname__`` and
    ``__module__``), ``msg``, ``formatted`` (one line), ``errdisplay`` (the traceback) and ``original``: a copy
    of the exception itself, or None if it cannot be pickled or rebuilt here. That is also the cause,
    unless ``raise … from`` gives another one.
    """

    def __init__(self, excinfo):
        super().__init__(excinfo.formatted or excinfo.msg or excinfo.type.__name__)
        self.excinfo = excinfo

    _is_told = False

    def __str__(self):
        display = self.excinfo.errdisplay
        if not display or self._is_told:
            return self._message_alone()
        return f"{self._message_alone()}\n\nUncaught in the interpreter:\n\n{display.rstrip()}"

    @property
    def __cause__(self):
        cause = _cause.__get__(self)
        if cause is not None or self.__suppress_context__ or telling.on:
            return cause
        return getattr(self.excinfo, "original", None)

    @__cause__.setter
    def __cause__(self, cause):
        _cause.__set__(self, cause)

    def __reduce__(self):
        state = self.__dict__.copy()
        state.pop("_is_told", None)
        return type(self), (self.excinfo,), state

    def _message_alone(self):
        """Return the text without the traceback, for a snapshot: that has the traceback besides."""
        return super().__str__()


class Thrown:
    """What Java code threw: an exception that has it as ``_thrown`` gives Java that very object back."""

    __slots__ = ("id",)

    def __init__(self, id):
        self.id = id

    def __reduce__(self):
        return Thrown, (None,)  # it is for one object of one interpreter

    def __del__(self, _host=_clutch):
        if self.id is not None:
            _host.thrown_drop(self.id)


class JavaException(Exception):
    """Java code that Python code called threw an exception.

    ``java_class`` is the name of its class, ``java_message`` its message or None, and ``java_stack`` its stack
    trace with all its causes, which is in the notes too, and so in tracebacks. If nobody catches it, the Java code
    that called Python gets an exception whose cause is what was thrown.
    """

    java_class = java_message = java_stack = _thrown = None

    @classmethod
    def _of(cls, java_class, message, stack, thrown):
        self = cls(java_class if message is None else f"{java_class}: {message}")
        self.java_class, self.java_message, self.java_stack = java_class, message, stack.rstrip()
        self._thrown = Thrown(thrown)
        self.add_note(self.java_stack)
        return self


JavaException.__module__ = "clutch"


def thrown_by_java(told):
    """Return the exception for what Java code threw."""
    return JavaException._of(*told)


class QueueError(RuntimeError):
    """Something is wrong with a queue."""


class QueueNotFoundError(QueueError):
    """There is no queue with that id, or none any more."""


# Where users know them from, in tracebacks and pickles.
for _cls in (InterpreterError, InterpreterNotFoundError, NotShareableError, ExecutionFailed, QueueError, QueueNotFoundError):
    _cls.__module__ = "concurrent.interpreters"
