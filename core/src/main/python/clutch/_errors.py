"""The exceptions of ``concurrent.interpreters`` (PEP 734) and of the low-level modules below it."""

import _thread
from types import SimpleNamespace

from clutch._crossing import values

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


class QueueError(RuntimeError):
    """Something is wrong with a queue."""


class QueueNotFoundError(QueueError):
    """There is no queue with that id, or none any more."""


class Snapshot(SimpleNamespace):
    """The ``excinfo`` of an exception, with the exception itself as it was dumped.

    It is loaded when it is asked for: that runs code of its class, and imports it.
    """

    __slots__ = ("_dumped", "_loaded")

    @property
    def original(self):
        """A copy of the exception with its notes and its chain but no tracebacks, or None."""
        if not self._loaded:
            original = self.restored()
            if isinstance(original, ExecutionFailed):
                original._is_told = True  # by our errdisplay
            self._loaded.append(original)
        return self._loaded[0]

    def restored(self):
        """Return a new copy of the exception, or None."""
        from clutch._crossing import exceptions

        return None if self._dumped is None else exceptions.load(self._dumped)

    def __reduce__(self):
        return SimpleNamespace, (), vars(self)  # for any Python; between interpreters see below


def whole_snapshot(strings, dumped):
    """Return the ``excinfo`` of an exception, for what ``_crossing.exceptions`` made: ``capture`` and ``dump``."""
    whole = Snapshot(**vars(snapshot(strings)))
    whole._dumped = dumped
    whole._loaded = []
    return whole


def _reduce(whole):
    cls = whole.type
    return (cls.__name__, cls.__qualname__, cls.__module__, whole.msg, whole.errdisplay), whole._dumped


values.register(Snapshot, "snapshot", _reduce, lambda state: whole_snapshot(*state))


def snapshot(strings):
    """Return an ``excinfo`` without the exception itself, as CPython has it."""
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
