"""Pickles for what cannot cross by value, with functions and modules added to what pickle knows."""

import io
import pickle
import types

from clutch._crossing import functions, mains, shipping, values
from clutch._errors import NotShareableError

_PROTOCOL = 5


class _Pickler(pickle.Pickler):
    """Ships functions that cannot be imported elsewhere by value, and the modules that they use by name."""

    def __init__(self, file):
        super().__init__(file, _PROTOCOL)
        self.trusted = set()
        self.dumps_alone = dumps_alone
        self.fill = _fill

    def reducer_override(self, obj):
        if type(obj) is types.FunctionType:
            if functions.reduce_by_name(obj) is None:
                return shipping.take_apart(obj, self)
        elif type(obj) is shipping.by_value:
            return shipping.unwrap(obj, self)
        elif type(obj) is types.ModuleType:
            if id(obj) not in self.trusted:
                raise TypeError(f"modules cannot be sent; have the receiver import {obj.__name__}")
            return __import__, (obj.__name__, None, None, ["*"])
        elif type(obj) is types.CodeType:
            return functions.load_code, (functions.dump_code(obj),)
        elif isinstance(obj, type):
            received = obj.__module__ == "__main__" and mains.reduce_received(obj)
            if received:
                return mains.find, received
        elif isinstance(obj, BaseException) and type(obj).__reduce__ is BaseException.__reduce__:
            return _with_own_constructor(obj)
        else:
            reduced = values.reduce_registered(obj)
            if reduced is not None:
                return values.restore, reduced
        return NotImplemented


def _with_own_constructor(exc):
    """Return how to pickle an exception whose constructor may want something else than its ``args``."""
    reduced = exc.__reduce__()
    return (_exception, reduced[:2], *reduced[2:])


def _exception(cls, args):
    try:
        return cls(*args)
    except TypeError:
        exc = cls.__new__(cls, *args)
        exc.args = args
        return exc


class _Unpickler(pickle.Unpickler):
    """Finds classes of the sender's ``__main__`` by running its program under another name."""

    def __init__(self, file, origin):
        super().__init__(file)
        self._origin = origin

    def find_class(self, module, name):
        return super().find_class(module, name) if module != "__main__" else mains.find(name, self._origin)


def dumps(obj):
    """Return a pickle; raise NotShareableError, naming the culprit and its place, if there is none."""
    buffer = io.BytesIO()
    try:
        _Pickler(buffer).dump(obj)
    except Exception as error:
        from clutch._crossing import culprit

        raise NotShareableError(culprit.describe(obj, error, dumps_alone)) from error
    return _header() + buffer.getvalue()


def dumps_alone(obj):
    """Return a pickle; raise whatever pickling raises."""
    buffer = io.BytesIO()
    _Pickler(buffer).dump(obj)
    return _header() + buffer.getvalue()


def dumps_within(obj, room):
    """Return a pickle; raise whatever pickling raises, ValueError if it takes more than ``room`` bytes."""
    buffer = _Bounded(room)
    _Pickler(buffer).dump(obj)
    return _header() + buffer.getvalue()


class _Bounded(io.BytesIO):
    """A buffer that refuses to grow further. A pickler hands large objects on as they are."""

    def __init__(self, room):
        super().__init__()
        self._room = room

    def write(self, data):
        self._room -= len(data)
        if self._room < 0:
            raise ValueError("the pickle is too large")
        return super().write(data)


def loads(data):
    """Return the object of a pickle; raise NotShareableError if it cannot be made here."""
    file = io.BytesIO(data)
    origin = file.read(int.from_bytes(file.read(4), "little")).decode("utf-8", "surrogateescape")
    try:
        return _Unpickler(file, origin).load()
    except NotShareableError:
        raise
    except Exception as error:
        raise NotShareableError(f"object could not be unpickled: {type(error).__name__}: {error}") from error


def _fill(function, state):
    shipping.fill(function, state, loads)


def _header():
    """Return the length of the origin of ``__main__``, and the origin."""
    origin = mains.own_origin().encode("utf-8", "surrogateescape")
    return len(origin).to_bytes(4, "little") + origin


values.register_kind("pickle", loads)
