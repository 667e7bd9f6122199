"""Classes of ``__main__`` by name: of our own, and of other interpreters', whose program is run here under another name.

A program has an origin, by which it is found: the path of its file, or ``-m`` and its name if it was run as a module.
"""

import os
import sys
import types

_MISSING = object()
_NO_FILE = "; that of the sender is no file which could be run here to get it, so put it into a module"
_AS_MODULE = "-m "
_mains = {}


def own_origin():
    """Return the origin of ``__main__``, or "" if it is no program that could be run again."""
    main = sys.modules["__main__"]
    spec = getattr(main, "__spec__", None)
    if spec is not None and spec.name != "__main__":
        return _AS_MODULE + spec.name
    return getattr(main, "__file__", None) or ""


def package(origin):
    """Return the ``__package__`` of the program, or None."""
    return origin[len(_AS_MODULE) :].rpartition(".")[0] if origin.startswith(_AS_MODULE) else None


def reduce(cls):
    """Return ``("main", (name, origin))`` for a class that can be found in ``__main__``, or None."""
    name = cls.__qualname__
    return ("main", (name, own_origin())) if _find(sys.modules["__main__"], name, None) is cls else None


def reduce_received(cls):
    """Return ``(name, origin)`` for a class of a sender's ``__main__``, or None."""
    for origin, main in _mains.items():
        if _find(main, cls.__qualname__, None) is cls:
            return cls.__qualname__, origin
    return None


def find(name, origin):
    """Return an object of ``__main__``, or of the sender's, which has that origin."""
    found = _find(sys.modules["__main__"], name, _MISSING)
    if found is _MISSING:
        sent = _sender_main(origin)
        found = _MISSING if sent is None else _find(sent, name, _MISSING)
    if found is _MISSING:
        raise AttributeError(f"module '__main__' has no attribute {name!r}" + ("" if origin else _NO_FILE))
    return found


def _find(found, name, default):
    for step in name.split("."):
        found = getattr(found, step, default)
    return found


def forget_received():
    """Forget other interpreters' programs."""
    _mains.clear()


def _sender_main(origin):
    """Return the module made from another interpreter's program, run as something else than main."""
    if not origin:
        return None
    if origin not in _mains:
        module = types.ModuleType("__mp_main__")
        module.__dict__.update(_run(origin, module.__name__))
        for value in module.__dict__.values():
            if isinstance(value, type) and value.__module__ == "__mp_main__":
                value.__module__ = "__main__"  # so that instances find their way back
        _mains[origin] = module
    return _mains[origin]


def _run(origin, name):
    import runpy

    if origin.startswith(_AS_MODULE):
        return runpy.run_module(origin[len(_AS_MODULE) :], run_name=name)
    archive, file = os.path.split(origin)
    return runpy.run_path(archive if file == "__main__.py" and os.path.isfile(archive) else origin, run_name=name)
