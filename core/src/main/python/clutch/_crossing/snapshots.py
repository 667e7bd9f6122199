"""What is known of an exception of another interpreter: the ``excinfo`` of an ``ExecutionFailed``."""

from types import SimpleNamespace

from clutch._crossing import exceptions, values
from clutch._errors import ExecutionFailed


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
