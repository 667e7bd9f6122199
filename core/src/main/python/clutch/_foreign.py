"""Interpreters that C code made behind Clutch's back, by way of the C API.

They are found and shown, and used only by those who say ``restrict=False``. All that is done with them
is done by the engine's own module ``_interpreters``, which ours stands in front of; see ADR 7.
"""

import sys

import _clutch
from clutch._bootstrap import Finder
from clutch._errors import InterpreterError, InterpreterNotFoundError, NotShareableError

_NOT_LOADED = object()
_module = _NOT_LOADED


def _engine_module():
    """Return the engine's own ``_interpreters``, loaded under no name, or None."""
    global _module
    if _module is _NOT_LOADED:
        _module = _load("_interpreters") if hasattr(_clutch, "foreign_ids") else None
    return _module


def _load(name):
    from importlib.util import module_from_spec

    for finder in sys.meta_path:
        spec = None if finder is Finder else finder.find_spec(name, None)
        if spec is not None:
            module = module_from_spec(spec)
            spec.loader.exec_module(module)
            return module
    return None


def call(function, id, *args, **kwargs):
    """Call one of the engine's functions on an interpreter, and return what it returns."""
    engine = _engine_module()
    if engine is None:
        raise InterpreterNotFoundError(f"unrecognized interpreter ID {id}")
    try:
        return getattr(engine, function)(id, *args, **kwargs)
    except engine.InterpreterNotFoundError as error:
        raise InterpreterNotFoundError(str(error)) from None
    except engine.InterpreterError as error:
        raise InterpreterError(str(error)) from error
    except engine.NotShareableError as error:
        raise NotShareableError(str(error)) from error


def whence(id):
    """Return where the interpreter came from, one of the ``WHENCE_`` numbers."""
    return call("whence", id)


class _Registry:
    """The foreign interpreters as this interpreter knows them. An id that is gone never comes back."""

    def __init__(self):
        self._seen_until = 0
        self._alive = []

    def list(self):
        """Return (id, whence) of all of them, the oldest first."""
        if _engine_module() is None:
            return []
        seen_until, found = _clutch.foreign_ids(self._seen_until)
        pairs = [pair for pair in map(_pair, [*self._alive, *found]) if pair is not None]
        self._seen_until, self._alive = seen_until, [id for id, _ in pairs]
        return pairs


def _pair(id):
    try:
        return id, whence(id)
    except InterpreterNotFoundError:
        return None


list_all = _Registry().list
